SELECT assignment, value, rationale, at FROM verdict WHERE loop = :loop ORDER BY number
