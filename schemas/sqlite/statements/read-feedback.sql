SELECT f.id, f.loop, f.assignment, f.author, f.recipient, f.good, f.improve, f.at, f.acknowledged_at, g.name, r.name, c.name, a.stage
FROM feedback f
  JOIN person g ON g.id = f.author
  JOIN person r ON r.id = f.recipient
  JOIN loop l ON l.id = f.loop
  JOIN candidate c ON c.id = l.candidate
  JOIN assignment a ON a.loop = f.loop AND a.id = f.assignment
WHERE f.id = :id AND f.loop = :loop
