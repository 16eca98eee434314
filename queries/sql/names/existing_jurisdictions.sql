SELECT id FROM jurisdiction WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id
