SELECT assignment, question, notes, rationale, updated_at FROM note WHERE loop = :loop
