-- The needs.
SELECT id, kind, by, texts, initiative, edition FROM need ORDER BY id
