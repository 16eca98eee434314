-- What sources give as definitions and notes of themes, found by each identifier that a theme has or had.
WITH known(theme, named) AS MATERIALIZED (
    SELECT id, id FROM theme UNION SELECT s.id, s.alias FROM same_as AS s JOIN theme AS t ON t.id = s.id
)
SELECT c.subject AS theme, coalesce(c.language, '') AS language, c.value AS text
FROM known AS k CROSS JOIN claim AS c ON c.named = k.named AND c.subject = k.theme
WHERE c.kind = 'theme' AND c.predicate = 'definition' AND c.value IS NOT NULL
GROUP BY c.subject, coalesce(c.language, ''), c.value ORDER BY theme, language, text
