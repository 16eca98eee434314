-- Run when the facts of all audiences are made and indexed: what is derived from them, for speed.

INSERT INTO partnership_theme
SELECT :audience, partnership, theme, min(claim) FROM (
    SELECT subject AS partnership, object AS theme, first_value(number) OVER (
               PARTITION BY subject, object ORDER BY stated DESC, number) AS claim
    FROM fact WHERE kind = 'partnership' AND predicate = 'theme'
        AND EXISTS (SELECT 1 FROM partnership AS n WHERE n.id = subject AND n.audience = :audience)
    UNION ALL
    SELECT p.id, t.theme, t.claim
    FROM partnership AS p
    CROSS JOIN initiative_theme AS t ON t.audience = :audience AND t.initiative = p.initiative
    WHERE p.audience = :audience)
GROUP BY partnership, theme;

INSERT INTO theme_within
WITH RECURSIVE up (theme, broader) AS (
    SELECT id, id FROM theme WHERE audience = :audience
    UNION
    SELECT u.theme, t.broader FROM up AS u JOIN theme AS t ON t.audience = :audience AND t.id = u.broader
    WHERE t.broader IS NOT NULL)
SELECT :audience, theme, broader FROM up ORDER BY broader, theme;
