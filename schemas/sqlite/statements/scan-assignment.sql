SELECT * FROM assignment
