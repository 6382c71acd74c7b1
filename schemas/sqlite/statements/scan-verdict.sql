SELECT * FROM verdict
