-- The titles of some initiatives, in each language.
SELECT i.id AS node, t.value AS text
FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
WHERE i.id IN (SELECT value FROM json_each(:initiatives))
ORDER BY i.id, t.key
