SELECT id FROM person WHERE id >= :prefix AND id < :prefix || '~' ORDER BY id LIMIT 20
