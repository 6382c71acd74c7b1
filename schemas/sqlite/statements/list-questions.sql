SELECT id, document FROM question q
WHERE version = (SELECT max (version) FROM question n WHERE n.id = q.id)
ORDER BY id
