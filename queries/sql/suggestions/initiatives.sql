SELECT id, titles, summaries, lead, status
FROM initiative
WHERE id IN (SELECT value FROM json_each(:initiatives))
ORDER BY id
