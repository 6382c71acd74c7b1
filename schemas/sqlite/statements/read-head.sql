SELECT sequence, at, hash FROM event ORDER BY sequence DESC LIMIT 1
