-- Run after "fact" and the nodes are made: the facts between nodes, from the claims.
-- In "first", each fact stands once, by the claim that shows it to the widest audience, stated ones before inferred.

INSERT INTO initiative_edition
SELECT subject, edition, visible_from, number FROM (
    SELECT subject, edition, visible_from, number,
           row_number() OVER (PARTITION BY subject, edition ORDER BY visible_from, number) AS nth
    FROM fact WHERE kind = 'initiative' AND edition IN (SELECT id FROM node WHERE kind = 'edition'))
WHERE nth = 1;

INSERT INTO initiative_theme
SELECT object, subject, stated, visible_from, number FROM first WHERE kind = 'initiative' AND predicate = 'theme';

INSERT INTO need_theme
SELECT object, subject, stated, visible_from, number FROM first WHERE kind = 'need' AND predicate = 'theme';

INSERT OR IGNORE INTO partnership_member
SELECT f.subject, f.object, coalesce(f.qualifier, 'partner'), max(f.visible_from, p.visible_from), f.number
FROM first AS f
JOIN (SELECT id, min(visible_from) AS visible_from FROM partnership GROUP BY id) AS p ON p.id = f.subject
WHERE f.kind = 'partnership' AND f.predicate = 'member'
ORDER BY f.subject, f.object, f.visible_from, f.qualifier, f.number;

INSERT INTO partnership_theme
SELECT partnership, theme, min(visible_from), min(number) FROM (
    SELECT subject AS partnership, object AS theme, visible_from, number
    FROM first WHERE kind = 'partnership' AND predicate = 'theme'
    UNION ALL
    SELECT p.id, t.theme, max(t.visible_from, p.visible_from), t.claim
    FROM partnership AS p JOIN initiative_theme AS t ON t.initiative = p.initiative)
WHERE partnership IN (SELECT id FROM partnership)
GROUP BY partnership, theme;

INSERT INTO takes_part
SELECT subject, object, 'lead', visible_from, number
FROM first AS f WHERE kind = 'initiative' AND predicate = 'lead'
    AND EXISTS (SELECT 1 FROM initiative AS i WHERE i.id = f.subject AND i.lead = f.object);

-- a partner in a component's partnership is a partner in the whole
INSERT INTO takes_part
SELECT q.initiative, q.jurisdiction, 'partner', q.visible_from, q.claim FROM (
    SELECT initiative, jurisdiction, visible_from, claim,
           row_number() OVER (PARTITION BY initiative, jurisdiction ORDER BY visible_from, claim) AS nth
    FROM (
        SELECT p.initiative, m.jurisdiction, max(m.visible_from, p.visible_from) AS visible_from, m.claim
        FROM partnership AS p JOIN partnership_member AS m ON m.partnership = p.id
        WHERE p.initiative IS NOT NULL
        UNION ALL
        SELECT i.part_of, m.jurisdiction, max(m.visible_from, p.visible_from, i.visible_from), m.claim
        FROM partnership AS p
        JOIN partnership_member AS m ON m.partnership = p.id
        JOIN initiative AS i ON i.id = p.initiative AND i.kind = 'component' AND i.part_of IS NOT NULL)) AS q
WHERE q.nth = 1
    AND NOT EXISTS (SELECT 1 FROM takes_part AS l
                    WHERE l.initiative = q.initiative AND l.jurisdiction = q.jurisdiction AND l.role = 'lead');

INSERT INTO works_on
SELECT a.level, p.jurisdiction, w.broader,
       count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END),
       count(DISTINCT CASE p.role WHEN 'lead' THEN
             CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END END)
FROM (SELECT 0 AS level UNION ALL SELECT 1 UNION ALL SELECT 2) AS a
JOIN takes_part AS p ON p.visible_from <= a.level
JOIN initiative AS i ON i.id = p.initiative AND a.level BETWEEN i.visible_from AND i.visible_to
JOIN initiative_theme AS t ON t.initiative = i.id AND t.visible_from <= a.level
JOIN theme_within AS w ON w.theme = t.theme
GROUP BY a.level, p.jurisdiction, w.broader;
