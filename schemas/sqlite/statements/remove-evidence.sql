DELETE FROM evidence WHERE loop = :loop AND assignment = :assignment AND question = :question AND target = :target
RETURNING *
