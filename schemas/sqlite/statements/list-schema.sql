-- All but what SQLite makes by itself for a key, which has no text: a name that begins like SQLite's own is nobody's excuse.
SELECT type || ' ' || name, coalesce (sql, '') FROM sqlite_schema
WHERE sql IS NOT NULL
ORDER BY 1
