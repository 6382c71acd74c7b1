SELECT e.sequence, e.at, e.actor, p.name, e.loop, e.kind, e.payload, e.hash
FROM event e LEFT JOIN person p ON p.id = e.actor
WHERE e.sequence < :before
ORDER BY e.sequence DESC
LIMIT :limit
