-- how many initiatives each has on each theme, narrower ones too
SELECT jurisdiction, theme, n FROM works_on ORDER BY jurisdiction, theme
