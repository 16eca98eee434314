-- The themes that one works on.
SELECT theme, n FROM works_on WHERE jurisdiction = :of ORDER BY theme
