SELECT assignment, question, target, quote FROM evidence WHERE loop = :loop
