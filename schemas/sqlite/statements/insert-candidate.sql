INSERT INTO candidate (id, name, email, headline, event)
VALUES (:id, :name, :email, :headline, :event)
RETURNING *
