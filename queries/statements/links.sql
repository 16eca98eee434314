-- each connection of the nodes of a frontier, in both directions: (a, b, what b is to a, claim)
WITH both AS (
    SELECT initiative AS a, jurisdiction AS b, role AS relation, claim FROM takes_part
    UNION ALL SELECT initiative, theme, 'theme', claim FROM initiative_theme
    UNION ALL SELECT id, part_of, 'part_of', claim FROM initiative WHERE part_of IS NOT NULL
    UNION ALL SELECT need, theme, 'theme', claim FROM need_theme
    UNION ALL SELECT id, by, 'by', claim FROM need WHERE by IS NOT NULL
    UNION ALL SELECT id, initiative, 'initiative', claim FROM need WHERE initiative IS NOT NULL
    UNION ALL SELECT m.jurisdiction, o.jurisdiction, 'works with', o.claim
    FROM partnership_member AS m JOIN partnership_member AS o
        ON o.partnership = m.partnership AND o.jurisdiction > m.jurisdiction
)
SELECT a, b, relation, claim FROM both WHERE a IN (SELECT value FROM json_each(:frontier))
UNION ALL
SELECT b, a, relation, claim FROM both WHERE b IN (SELECT value FROM json_each(:frontier))
ORDER BY 1, 2, 3, 4
