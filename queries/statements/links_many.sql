-- about how many connections the themes and jurisdictions of a frontier have; of other nodes there are few
SELECT (SELECT coalesce(sum(initiatives), 0) FROM theme WHERE id IN (SELECT value FROM json_each(:frontier)))
     + (SELECT coalesce(sum(initiatives + partners), 0) FROM activity
        WHERE jurisdiction IN (SELECT value FROM json_each(:frontier))) AS n
