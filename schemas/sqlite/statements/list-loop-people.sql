SELECT id, name, email, seniority, role FROM person
WHERE id IN (
  SELECT person FROM assignment WHERE loop = :loop
  UNION SELECT resolved_by FROM flag WHERE loop = :loop
  UNION SELECT author FROM flag_event WHERE loop = :loop
  UNION SELECT person FROM debrief WHERE loop = :loop
  UNION SELECT author FROM point WHERE loop = :loop
  UNION SELECT decider FROM decision WHERE loop = :loop
  UNION SELECT d.value FROM decision, json_each (decision.dissents) d WHERE loop = :loop
  UNION SELECT author FROM amendment WHERE loop = :loop
  UNION SELECT person FROM seal WHERE loop = :loop
  UNION SELECT author FROM stage_skip WHERE loop = :loop
  UNION SELECT person FROM mention WHERE loop = :loop)
