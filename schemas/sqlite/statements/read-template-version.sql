SELECT max (version) FROM template WHERE key = :key
