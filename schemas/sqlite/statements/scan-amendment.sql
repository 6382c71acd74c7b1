SELECT * FROM amendment
