DELETE FROM flag WHERE loop = :loop AND id = :id RETURNING *
