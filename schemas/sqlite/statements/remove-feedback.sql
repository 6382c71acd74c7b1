DELETE FROM feedback WHERE id = :id AND loop = :loop RETURNING *
