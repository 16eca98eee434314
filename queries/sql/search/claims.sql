-- A claim for each initiative and need.
SELECT id, claim FROM initiative WHERE id IN (SELECT value FROM json_each(:nodes))
UNION ALL SELECT id, claim FROM need WHERE id IN (SELECT value FROM json_each(:nodes))
ORDER BY id
