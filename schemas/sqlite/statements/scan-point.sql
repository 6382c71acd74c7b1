SELECT * FROM point
