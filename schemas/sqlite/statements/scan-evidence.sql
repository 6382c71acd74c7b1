SELECT * FROM evidence
