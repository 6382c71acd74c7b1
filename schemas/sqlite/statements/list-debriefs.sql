SELECT person, minutes, at FROM debrief WHERE loop = :loop ORDER BY number
