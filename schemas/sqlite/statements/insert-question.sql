INSERT INTO question (id, version, sha256, document, event)
VALUES (:id, :version, :sha256, :document, :event)
RETURNING *
