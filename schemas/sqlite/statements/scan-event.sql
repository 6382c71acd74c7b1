SELECT sequence, at, actor, loop, kind, payload, salt, payload_digest, rows, hash
FROM event
ORDER BY sequence
