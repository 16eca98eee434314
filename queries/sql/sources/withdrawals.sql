-- How often something was withdrawn from an audience since the graph was made.
SELECT coalesce((SELECT value + 0 FROM main.metadata WHERE key = 'withdrawals from ' || :audience), 0) AS n
