-- some themes (:themes, a JSON list), each with itself and what is narrower
SELECT broader AS theme, theme AS within FROM theme_within
WHERE broader IN (SELECT value FROM json_each(:themes)) ORDER BY broader, theme
