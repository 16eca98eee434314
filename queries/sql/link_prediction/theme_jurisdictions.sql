-- Jurisdictions that work on a theme, or ask about it.
SELECT jurisdiction AS id FROM works_on WHERE theme = :theme
UNION
SELECT d.by FROM need AS d JOIN need_theme AS t ON t.need = d.id WHERE t.theme = :theme AND d.by IS NOT NULL
ORDER BY 1
