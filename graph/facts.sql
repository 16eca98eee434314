-- Run after "fact" and the nodes of an audience are made: the facts between nodes, from the claims that it may see.
-- In "first", each fact stands once: by the first claim that states it, else by the first that implies it.

INSERT INTO initiative_edition
SELECT :audience, f.subject, f.edition, min(f.number)
FROM fact AS f JOIN node AS e ON e.audience = :audience AND e.id = f.edition AND e.kind = 'edition'
WHERE f.kind = 'initiative'
GROUP BY f.subject, f.edition;

INSERT INTO initiative_theme
SELECT :audience, object, subject, stated, number FROM first WHERE kind = 'initiative' AND predicate = 'theme';

INSERT INTO need_theme
SELECT :audience, object, subject, stated, number FROM first WHERE kind = 'need' AND predicate = 'theme';

-- who is claimed to be both leads
INSERT OR IGNORE INTO partnership_member
SELECT :audience, subject, object, coalesce(qualifier, 'partner') AS role, number
FROM first WHERE kind = 'partnership' AND predicate = 'member'
ORDER BY subject, object, role, number;

INSERT INTO partnership_theme
SELECT :audience, partnership, theme, min(claim) FROM (
    SELECT subject AS partnership, object AS theme, number AS claim
    FROM first WHERE kind = 'partnership' AND predicate = 'theme'
    UNION ALL
    SELECT p.id, t.theme, t.claim
    FROM partnership AS p
    JOIN initiative_theme AS t ON t.audience = :audience AND t.initiative = p.initiative
    WHERE p.audience = :audience)
GROUP BY partnership, theme;

INSERT INTO takes_part
SELECT :audience, i.id, i.lead, 'lead', f.number
FROM initiative AS i
JOIN first AS f ON f.kind = 'initiative' AND f.subject = i.id AND f.predicate = 'lead' AND f.object = i.lead
WHERE i.audience = :audience;

-- a partner in a component's partnership is a partner in the whole
INSERT INTO takes_part
SELECT :audience, q.initiative, q.jurisdiction, 'partner', min(q.claim) FROM (
    SELECT p.initiative, m.jurisdiction, m.claim
    FROM partnership AS p JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND p.initiative IS NOT NULL
    UNION ALL
    SELECT i.part_of, m.jurisdiction, m.claim
    FROM partnership AS p
    JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    JOIN initiative AS i
        ON i.audience = :audience AND i.id = p.initiative AND i.kind = 'component' AND i.part_of IS NOT NULL
    WHERE p.audience = :audience) AS q
WHERE NOT EXISTS (SELECT 1 FROM takes_part AS l WHERE l.audience = :audience AND l.initiative = q.initiative
                  AND l.jurisdiction = q.jurisdiction AND l.role = 'lead')
GROUP BY q.initiative, q.jurisdiction;

INSERT INTO theme_within
WITH RECURSIVE up (theme, broader) AS (
    SELECT id, id FROM theme WHERE audience = :audience
    UNION
    SELECT u.theme, t.broader FROM up AS u JOIN theme AS t ON t.audience = :audience AND t.id = u.broader
    WHERE t.broader IS NOT NULL)
SELECT :audience, theme, broader FROM up;

INSERT INTO works_on
SELECT :audience, p.jurisdiction, w.broader,
       count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END),
       count(DISTINCT CASE p.role WHEN 'lead' THEN
             CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END END)
FROM takes_part AS p
JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
JOIN initiative_theme AS t ON t.audience = :audience AND t.initiative = i.id
JOIN theme_within AS w ON w.audience = :audience AND w.theme = t.theme
WHERE p.audience = :audience
GROUP BY p.jurisdiction, w.broader;
