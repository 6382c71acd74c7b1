SELECT * FROM template
