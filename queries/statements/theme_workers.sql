-- how many work on each theme, and how many on any
SELECT theme, count(*) AS workers, (SELECT count(*) FROM activity WHERE works > 0) AS everyone
FROM works_on GROUP BY theme ORDER BY theme
