SELECT l.id, c.name FROM loop l JOIN candidate c ON c.id = l.candidate
