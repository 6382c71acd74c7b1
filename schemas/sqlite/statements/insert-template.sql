INSERT INTO template (key, version, sha256, title, document, event)
VALUES (:key, :version, :sha256, :title, :document, :event)
RETURNING *
