-- The number of jurisdictions that work on each theme, and on any.
SELECT id AS theme, workers, (SELECT count(*) FROM activity WHERE works > 0) AS everyone
FROM theme WHERE workers > 0 ORDER BY id
