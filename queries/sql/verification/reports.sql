-- Which of some jurisdictions (:jurisdictions, a JSON list) reported in which editions, and which did not.
SELECT s.edition, s.jurisdiction, s.received, s.claim FROM submission AS s
JOIN edition AS e ON e.id = s.edition
WHERE s.jurisdiction IN (SELECT value FROM json_each(:jurisdictions))
ORDER BY e.rank, s.jurisdiction
