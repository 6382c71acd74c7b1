SELECT key, max (version) FROM template GROUP BY key ORDER BY min (rowid)
