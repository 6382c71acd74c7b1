SELECT * FROM candidate
