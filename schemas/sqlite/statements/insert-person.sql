INSERT INTO person (id, name, email, seniority, role, event)
VALUES (:id, :name, :email, :seniority, :role, :event)
RETURNING *
