SELECT state, score, signals FROM answer WHERE loop = :loop AND assignment = :assignment AND question = :question
