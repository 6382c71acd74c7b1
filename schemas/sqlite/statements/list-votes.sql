SELECT assignment, round, value, reason, at FROM vote WHERE loop = :loop ORDER BY number
