-- The number of initiatives of each jurisdiction on each theme, narrower themes included.
SELECT jurisdiction, theme, n FROM works_on ORDER BY jurisdiction, theme
