-- Themes suggested only by a common word of a title, with these words.
SELECT t.initiative AS one, t.theme AS other, 'theme' AS kind, c.rule, p.quote AS words
FROM (
    SELECT initiative, theme, claim FROM initiative_theme WHERE stated = 0
    UNION ALL SELECT need, theme, claim FROM need_theme WHERE stated = 0
) AS t
JOIN claim AS c ON c.number = t.claim AND c.rule = 'theme-hinted-in-title'
JOIN place AS p ON p.number = c.place
WHERE NOT EXISTS (SELECT 1 FROM claim AS o WHERE o.named = t.initiative AND o.predicate = 'theme'
                  AND o.object = t.theme AND o.rule <> c.rule)
ORDER BY t.theme, t.initiative LIMIT :most
