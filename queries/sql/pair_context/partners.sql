-- The partners of some jurisdictions (:only, a JSON list).
SELECT jurisdiction, partner FROM collaboration
WHERE jurisdiction IN (SELECT value FROM json_each(:only))
ORDER BY jurisdiction, partner
