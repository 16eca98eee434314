-- The number of initiatives.
SELECT count(*) AS n FROM initiative
