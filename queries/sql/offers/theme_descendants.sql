-- Some themes (:themes, a JSON list), each with itself and its narrower themes.
SELECT broader AS theme, theme AS within FROM theme_within
WHERE broader IN (SELECT value FROM json_each(:themes)) ORDER BY broader, theme
