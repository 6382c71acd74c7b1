UPDATE flag SET question = :question, choice = :choice, label = :label, severity = :severity, quote = :quote, event = :event
WHERE loop = :loop AND id = :id
RETURNING *
