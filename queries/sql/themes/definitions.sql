-- What sources give as definitions and notes of themes.
SELECT c.subject AS theme, coalesce(c.language, '') AS language, c.value AS text
FROM claim AS c JOIN theme AS t ON t.id = c.subject
WHERE c.kind = 'theme' AND c.predicate = 'definition' AND c.value IS NOT NULL
GROUP BY c.subject, coalesce(c.language, ''), c.value ORDER BY theme, language, text
