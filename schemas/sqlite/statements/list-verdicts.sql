SELECT assignment, value, rationale, at, confirmed, independence_note FROM verdict WHERE loop = :loop ORDER BY number
