DELETE FROM evidence WHERE loop = :loop AND assignment = :assignment AND target = :flag
RETURNING *
