SELECT sequence, kind, loop,
  CASE WHEN kind = 'submit-card' AND json_valid (payload) THEN json_extract (payload, '$.assignment') END
FROM event
WHERE sequence > :since
ORDER BY sequence
