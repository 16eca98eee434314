-- The themes asked about: by how many jurisdictions, how often by one (:of), and how many ask about any theme.
SELECT theme, count(*) AS asking, coalesce(max(n) FILTER (WHERE jurisdiction = :of), 0) AS n,
       (SELECT count(DISTINCT jurisdiction) FROM need_count) AS everyone
FROM need_count GROUP BY theme ORDER BY theme
