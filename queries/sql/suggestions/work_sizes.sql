-- How many initiatives some jurisdictions take part in, and how many are on some themes or narrower ones.
SELECT jurisdiction AS id, initiatives FROM activity WHERE jurisdiction IN (SELECT value FROM json_each(:jurisdictions))
UNION ALL
SELECT id, initiatives FROM theme WHERE id IN (SELECT value FROM json_each(:themes)) ORDER BY id
