SELECT * FROM question
