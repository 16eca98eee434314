-- the themes of what each takes part in; of some (:only, a JSON list)
SELECT jurisdiction, theme FROM works_on
WHERE own > 0 AND jurisdiction IN (SELECT value FROM json_each(:only))
ORDER BY jurisdiction, theme
