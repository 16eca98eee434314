SELECT id FROM node WHERE id = :typed COLLATE NOCASE AND kind = :kind ORDER BY id <> :typed, id LIMIT 1
