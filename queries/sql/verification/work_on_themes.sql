-- The initiatives on some themes (:themes, a JSON list; narrower ones included) in which a jurisdiction, or an
-- organisation that is part of it, takes part; at most :most.
WITH RECURSIVE within (id) AS (
    SELECT :jurisdiction UNION SELECT j.id FROM jurisdiction AS j JOIN within AS w ON j.part_of = w.id
)
SELECT p.initiative, min(p.claim) AS claim, min(t.claim) AS theme_claim
FROM within AS w
CROSS JOIN takes_part AS p ON p.jurisdiction = w.id
CROSS JOIN initiative_theme AS t ON t.initiative = p.initiative
WHERE t.theme IN (SELECT theme FROM theme_within WHERE broader IN (SELECT value FROM json_each(:themes)))
GROUP BY p.initiative
ORDER BY p.initiative LIMIT :most
