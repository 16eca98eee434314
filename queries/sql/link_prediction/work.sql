-- The themes that each jurisdiction works on, narrower themes included, and the number of initiatives on each: two lists
-- for each jurisdiction, as hundreds of thousands of rows take longer.
SELECT jurisdiction, json_group_array(theme) AS themes, json_group_array(n) AS numbers
FROM (SELECT jurisdiction, theme, n FROM works_on ORDER BY jurisdiction, theme)
GROUP BY jurisdiction ORDER BY jurisdiction
