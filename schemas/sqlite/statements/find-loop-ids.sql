SELECT id FROM loop WHERE id >= :prefix AND id < :prefix || '~' ORDER BY id LIMIT 20
