INSERT INTO event (sequence, at, actor, loop, kind, payload, salt, payload_digest, rows, hash)
VALUES (:sequence, :at, :actor, :loop, :kind, :payload, :salt, :payload_digest, :rows, :hash)
