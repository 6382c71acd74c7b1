SELECT * FROM answer
