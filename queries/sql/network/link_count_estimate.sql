-- An estimate of the number of links of the themes and jurisdictions of a frontier, and of its jurisdictions alone;
-- other nodes have few.
WITH j AS (
    SELECT coalesce(sum(initiatives + partners), 0) AS n FROM activity
    WHERE jurisdiction IN (SELECT value FROM json_each(:frontier)))
SELECT (SELECT coalesce(sum(initiatives), 0) FROM theme WHERE id IN (SELECT value FROM json_each(:frontier))) + n AS n,
       n AS of_jurisdictions
FROM j
