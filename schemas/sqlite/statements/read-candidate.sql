SELECT id, name, email, headline FROM candidate WHERE id = :id
