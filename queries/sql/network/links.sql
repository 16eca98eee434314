-- The links of the nodes of a frontier, in both directions: (a, b, what b is to a, claim, other_claim). Two who
-- work together have a claim each: that of the one that comes last, and that of the other. Each direction is looked up from
-- the frontier: a view of all links in both directions would read the whole graph.
WITH f AS MATERIALIZED (SELECT value AS id FROM json_each(:frontier))
SELECT f.id AS a, x.jurisdiction AS b, x.role AS relation, x.claim, NULL AS other_claim
FROM f CROSS JOIN takes_part AS x ON x.initiative = f.id
UNION ALL SELECT f.id, x.initiative, x.role, x.claim, NULL FROM f CROSS JOIN takes_part AS x ON x.jurisdiction = f.id
UNION ALL SELECT f.id, x.theme, 'theme', x.claim, NULL FROM f CROSS JOIN initiative_theme AS x ON x.initiative = f.id
UNION ALL SELECT f.id, x.initiative, 'theme', x.claim, NULL FROM f CROSS JOIN initiative_theme AS x ON x.theme = f.id
UNION ALL SELECT f.id, x.part_of, 'part_of', x.claim, NULL
FROM f CROSS JOIN initiative AS x ON x.id = f.id WHERE x.part_of IS NOT NULL
UNION ALL SELECT f.id, x.id, 'part_of', x.claim, NULL
FROM f CROSS JOIN initiative AS x ON x.part_of = f.id AND x.part_of IS NOT NULL
UNION ALL SELECT f.id, x.theme, 'theme', x.claim, NULL FROM f CROSS JOIN need_theme AS x ON x.need = f.id
UNION ALL SELECT f.id, x.need, 'theme', x.claim, NULL FROM f CROSS JOIN need_theme AS x ON x.theme = f.id
UNION ALL SELECT f.id, x.by, 'by', x.claim, NULL FROM f CROSS JOIN need AS x ON x.id = f.id WHERE x.by IS NOT NULL
UNION ALL SELECT f.id, x.id, 'by', x.claim, NULL FROM f CROSS JOIN need AS x ON x.by = f.id
UNION ALL SELECT f.id, x.initiative, 'initiative', x.claim, NULL
FROM f CROSS JOIN need AS x ON x.id = f.id WHERE x.initiative IS NOT NULL
UNION ALL SELECT f.id, x.id, 'initiative', x.claim, NULL
FROM f CROSS JOIN need AS x ON x.initiative = f.id AND x.initiative IS NOT NULL
UNION ALL SELECT f.id, o.jurisdiction, 'works with', iif(o.jurisdiction > f.id, o.claim, m.claim),
       iif(o.jurisdiction > f.id, m.claim, o.claim)
FROM f CROSS JOIN partnership_member AS m ON m.jurisdiction = f.id
CROSS JOIN partnership_member AS o ON o.partnership = m.partnership AND o.jurisdiction <> f.id
ORDER BY 1, 2, 3, 4, 5
