-- How many initiatives there are.
SELECT count(*) AS n FROM initiative
