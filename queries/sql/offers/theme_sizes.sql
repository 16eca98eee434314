-- The labels of some themes (:themes, a JSON list), and their number of initiatives, narrower themes included.
SELECT b.id AS theme, b.label, CASE
           WHEN (SELECT count(*) FROM theme_within AS o WHERE o.broader = b.id) = 1  -- alone: nothing counts twice
           THEN (SELECT count(*) FROM initiative_theme AS t WHERE t.theme = b.id)
           ELSE (SELECT count(DISTINCT t.initiative)
                 FROM theme_within AS w CROSS JOIN initiative_theme AS t ON t.theme = w.theme WHERE w.broader = b.id)
       END AS wide
FROM theme AS b WHERE b.id IN (SELECT value FROM json_each(:themes)) ORDER BY b.id
