SELECT person, reason, at FROM seal WHERE loop = :loop ORDER BY number
