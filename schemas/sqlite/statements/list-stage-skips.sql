SELECT stage, reason, author, at FROM stage_skip WHERE loop = :loop
