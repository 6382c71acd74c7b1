SELECT key, title, outcome, note, author, at FROM point WHERE loop = :loop
