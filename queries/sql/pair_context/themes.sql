-- The themes of the initiatives that some jurisdictions take part in (:only, a JSON list).
SELECT jurisdiction, theme FROM works_on
WHERE own > 0 AND jurisdiction IN (SELECT value FROM json_each(:only))
ORDER BY jurisdiction, theme
