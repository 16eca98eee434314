-- The links of the initiatives and needs of a frontier to some nodes, in the form of network/links. These have few
-- links, while themes and jurisdictions may have thousands: each link is looked up from the side that has few (the +
-- keeps SQLite from using an index of the other side).
WITH f AS MATERIALIZED (SELECT value AS id FROM json_each(:frontier)),
     o AS MATERIALIZED (SELECT value AS id FROM json_each(:others)),
     asked AS MATERIALIZED (
         SELECT x.id, x.by, x.initiative, x.claim FROM f CROSS JOIN need AS x ON x.id = f.id)
SELECT f.id AS a, x.jurisdiction AS b, x.role AS relation, x.claim
FROM f CROSS JOIN takes_part AS x ON x.initiative = f.id WHERE +x.jurisdiction IN (SELECT id FROM o)
UNION ALL SELECT f.id, x.theme, 'theme', x.claim
FROM f CROSS JOIN initiative_theme AS x ON x.initiative = f.id WHERE +x.theme IN (SELECT id FROM o)
UNION ALL SELECT f.id, x.part_of, 'part_of', x.claim
FROM f CROSS JOIN initiative AS x ON x.id = f.id WHERE +x.part_of IN (SELECT id FROM o)
UNION ALL SELECT f.id, x.theme, 'theme', x.claim
FROM asked AS f CROSS JOIN need_theme AS x ON x.need = f.id WHERE +x.theme IN (SELECT id FROM o)
UNION ALL SELECT id, by, 'by', claim FROM asked WHERE by IN (SELECT id FROM o)
UNION ALL SELECT id, initiative, 'initiative', claim FROM asked WHERE initiative IN (SELECT id FROM o)
ORDER BY 1, 2, 3, 4
