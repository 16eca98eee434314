-- The themes asked about: by how many jurisdictions, how often by one (:of), and how many ask about any theme.
SELECT theme, count(*) AS asking, coalesce(max(n) FILTER (WHERE jurisdiction = :of), 0) AS n,
       (SELECT count(DISTINCT jurisdiction) FROM asks_about) AS everyone
FROM asks_about GROUP BY theme ORDER BY theme
