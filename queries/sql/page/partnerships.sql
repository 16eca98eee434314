-- The partnerships.
SELECT id, initiative, since, until FROM partnership ORDER BY id
