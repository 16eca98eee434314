WITH own AS (  -- what sources state of the node itself: what none of them states, the vocabulary does (claim 0)
    SELECT predicate, coalesce(object, value) AS value, max(stated) AS stated,
           coalesce(min(CASE stated WHEN 1 THEN number END), min(number)) AS claim
    FROM claim
    WHERE named IN (SELECT :node UNION ALL SELECT alias FROM same_as WHERE id = :node) AND subject = :node
        AND kind IN ('jurisdiction', 'theme')
        AND predicate IN ('name', 'abbreviation', 'level', 'part_of', 'label', 'broader')
    GROUP BY 1, 2
),
facts AS (
    SELECT 1 AS part, number AS rank, predicate AS attribute, coalesce(object, value) AS value, object, value AS text,
           CASE predicate WHEN 'date' THEN qualifier WHEN 'member' THEN qualifier END AS detail,
           language, stated, edition, number AS claim,
           NULL AS own_claim  -- of who works with the node: the claim that the node itself takes part
    FROM claim
    WHERE named IN (SELECT :node UNION ALL SELECT alias FROM same_as WHERE id = :node) AND subject = :node
        AND (object IS NULL OR object IN (SELECT id FROM node))
    UNION ALL SELECT 0, 1, 'name', value, NULL, value, NULL, key, 1, NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'name' AND own.value = n.value), 0), NULL
    FROM jurisdiction AS j, json_each(j.names) AS n WHERE j.id = :node
    UNION ALL SELECT 0, 2, 'abbreviation', value, NULL, value, NULL, key, 1, NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'abbreviation' AND own.value = n.value), 0), NULL
    FROM jurisdiction AS j, json_each(j.abbreviations) AS n WHERE j.id = :node
    UNION ALL SELECT 0, 3, 'level', level, NULL, level, NULL, NULL,
           coalesce((SELECT stated FROM own WHERE predicate = 'level' AND value = j.level), 1), NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'level' AND value = j.level), 0), NULL
    FROM jurisdiction AS j WHERE id = :node
    UNION ALL SELECT 0, 4, 'part_of', part_of, part_of, NULL, NULL, NULL,
           coalesce((SELECT stated FROM own WHERE predicate = 'part_of' AND value = j.part_of), 1), NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'part_of' AND value = j.part_of), 0), NULL
    FROM jurisdiction AS j WHERE id = :node AND part_of IS NOT NULL
    UNION ALL SELECT 0, 5, 'label', value, NULL, value, NULL, key, 1, NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'label' AND own.value = n.value), 0), NULL
    FROM theme AS t, json_each(t.labels) AS n WHERE t.id = :node
    UNION ALL SELECT 0, 6, 'broader', broader, broader, NULL, NULL, NULL, 1, NULL,
           coalesce((SELECT claim FROM own WHERE predicate = 'broader' AND value = broader), 0), NULL
    FROM theme WHERE id = :node AND broader IS NOT NULL
    UNION ALL SELECT 2, 1, 'leads', initiative, initiative, NULL, NULL, NULL, 1, NULL, claim, NULL
    FROM takes_part WHERE jurisdiction = :node AND role = 'lead'
    UNION ALL SELECT 2, 2, 'partner in', initiative, initiative, NULL, NULL, NULL, 1, NULL, claim, NULL
    FROM takes_part WHERE jurisdiction = :node AND role = 'partner'
    UNION ALL SELECT 2, 3, 'works with', b.jurisdiction, b.jurisdiction, NULL, NULL, NULL, 1, NULL, b.claim, a.claim
    FROM partnership_member AS a JOIN partnership_member AS b
        ON b.partnership = a.partnership AND b.jurisdiction <> a.jurisdiction WHERE a.jurisdiction = :node
    UNION ALL SELECT 2, 4, 'partner', jurisdiction, jurisdiction, NULL, NULL, NULL, 1, NULL, claim, NULL
    FROM takes_part WHERE initiative = :node AND role = 'partner'
    UNION ALL SELECT 2, 5, 'part', i.id, i.id, NULL, NULL, NULL, 1, NULL, i.claim, NULL FROM initiative AS i WHERE i.part_of = :node
    UNION ALL SELECT 2, 6, 'organisation', id, id, NULL, NULL, NULL, 1, NULL, 0, NULL FROM jurisdiction WHERE part_of = :node
    UNION ALL SELECT 2, 7, 'narrower', id, id, NULL, NULL, NULL, 1, NULL, 0, NULL FROM theme WHERE broader = :node
    UNION ALL SELECT 2, 8, 'initiative', initiative, initiative, NULL, NULL, NULL, stated, NULL, claim, NULL
    FROM initiative_theme WHERE theme = :node
    UNION ALL SELECT 2, 9, 'need', need, need, NULL, NULL, NULL, stated, NULL, claim, NULL FROM need_theme WHERE theme = :node
    UNION ALL SELECT 2, 10, 'need', id, id, NULL, NULL, NULL, 1, NULL, claim, NULL
    FROM need WHERE by = :node OR initiative = :node
    UNION ALL SELECT 2, 11, CASE received WHEN 1 THEN 'submitted' ELSE 'missing' END, edition, edition, NULL, NULL,
           NULL, 1, NULL, claim, NULL FROM submission WHERE jurisdiction = :node
),
once AS (
    SELECT part, min(rank) AS rank, attribute, value, object, text, detail, language, max(stated) AS stated,
           max((SELECT rank FROM edition WHERE id = facts.edition)) AS nth, max(edition) AS edition,
           json_group_array(claim) AS evidence,
           json_group_array(json_array(own_claim, claim)) FILTER (WHERE own_claim IS NOT NULL) AS pairs
    FROM (SELECT * FROM facts ORDER BY claim) AS facts GROUP BY part, attribute, value, object, text, detail, language
),
shown AS (
    SELECT n.id, n.kind, o.*
    FROM node AS n CROSS JOIN once AS o
    WHERE n.id = :node
        AND NOT (o.part = 1 AND n.kind IN ('jurisdiction', 'theme')
                 AND o.attribute IN ('name', 'abbreviation', 'level', 'part_of', 'label', 'broader'))
    ORDER BY o.part, o.rank, o.attribute, o.value, o.language
    LIMIT :most
)
SELECT o.id, o.kind, o.attribute, o.value,
       coalesce((SELECT name FROM jurisdiction WHERE id = o.object), (SELECT label FROM theme WHERE id = o.object),
                (SELECT title FROM initiative WHERE id = o.object), (SELECT text FROM need WHERE id = o.object),
                o.object, o.text) AS text,
       o.detail, o.language, coalesce((SELECT id FROM edition WHERE rank = o.nth), o.edition) AS edition,
       CASE o.stated WHEN 1 THEN 'stated' ELSE 'inferred' END AS stated, o.evidence,
       o.pairs AS pair_claims
FROM shown AS o
ORDER BY o.part, o.rank, o.attribute, o.value, o.language
