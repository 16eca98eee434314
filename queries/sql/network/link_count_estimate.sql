-- about how many connections the themes and jurisdictions of a frontier have, and jurisdictions alone; of other nodes
-- there are few
WITH j AS (
    SELECT coalesce(sum(initiatives + partners), 0) AS n FROM activity
    WHERE jurisdiction IN (SELECT value FROM json_each(:frontier)))
SELECT (SELECT coalesce(sum(initiatives), 0) FROM theme WHERE id IN (SELECT value FROM json_each(:frontier))) + n AS n,
       n AS of_jurisdictions
FROM j
