SELECT * FROM decision
