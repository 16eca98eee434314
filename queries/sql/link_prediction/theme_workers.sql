-- how many work on each theme, and how many on any
SELECT id AS theme, workers, (SELECT count(*) FROM activity WHERE works > 0) AS everyone
FROM theme WHERE workers > 0 ORDER BY id
