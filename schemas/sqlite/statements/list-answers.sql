SELECT assignment, question, state, score, signals, seconds, updated_at FROM answer WHERE loop = :loop
