-- The cards that are owed in open loops: all for whoever coordinates; else one's own, and those of the loops one hires for. The roll-up
-- only spares reading the assignments of loops in which nothing is owed.
SELECT a.loop, k.name, l.role, l.opened_at, l.template_key, l.template_version, a.id, a.stage, a.seat, a.person, p.name, p.email,
  a.scheduled_at, c.state
FROM loop l
  JOIN roll_up u ON u.loop = l.id AND u.progress GLOB '*[wd]*'
  JOIN candidate k ON k.id = l.candidate
  JOIN assignment a ON a.loop = l.id
  JOIN card c ON c.loop = a.loop AND c.assignment = a.id
  JOIN person p ON p.id = a.person
WHERE l.state = 'open' AND a.skip_reason IS NULL AND a.seat <> 'observer' AND c.state <> 'submitted'
  AND (:coordinates OR a.person = :viewer
    OR EXISTS (SELECT 1 FROM assignment m WHERE m.loop = l.id AND m.person = :viewer AND m.seat = 'hiring-manager'))
ORDER BY a.loop, a.id
