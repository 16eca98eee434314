-- The evidence of a number is that of the first few nodes counted. Nothing here reads all claims: a graph of a million
-- initiatives has eight million.
SELECT 'editions' AS what, count(*) AS n,
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT min(c.number) FROM claim AS c WHERE c.named = e.id AND c.kind = 'edition') AS n
        FROM edition AS e WHERE n IS NOT NULL ORDER BY e.rank LIMIT 3)) AS evidence
FROM edition
UNION ALL SELECT 'received', coalesce(sum(received), 0),
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT min(c.number) FROM claim AS c
                WHERE c.named = e.id AND c.kind = 'edition' AND c.predicate = 'received') AS n
        FROM edition AS e WHERE n IS NOT NULL ORDER BY e.rank LIMIT 3))
FROM edition
UNION ALL SELECT 'reported', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM submission WHERE received = 1 ORDER BY edition, jurisdiction LIMIT 3))
FROM submission WHERE received = 1
UNION ALL SELECT 'did not report', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM submission WHERE received = 0 ORDER BY edition, jurisdiction LIMIT 3))
FROM submission WHERE received = 0
UNION ALL SELECT 'jurisdictions', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM (SELECT jurisdiction, claim FROM takes_part ORDER BY jurisdiction, role, initiative LIMIT 3)
        UNION
        SELECT claim FROM (SELECT claim FROM submission ORDER BY edition, jurisdiction LIMIT 3)
        ORDER BY claim LIMIT 3))
FROM jurisdiction
UNION ALL SELECT 'initiatives', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM initiative WHERE kind = 'initiative' ORDER BY id LIMIT 3))
FROM initiative WHERE kind = 'initiative'
UNION ALL SELECT 'components', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative WHERE kind = 'component' ORDER BY id LIMIT 3))
FROM initiative WHERE kind = 'component'
UNION ALL SELECT 'partnerships', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM partnership_member ORDER BY partnership, jurisdiction LIMIT 3))
FROM partnership
UNION ALL SELECT 'themes', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_theme ORDER BY theme, initiative LIMIT 3))
FROM theme AS t WHERE EXISTS (SELECT 1 FROM initiative_theme AS i WHERE i.theme = t.id)
UNION ALL SELECT 'needs', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM need ORDER BY id LIMIT 3))
FROM need
UNION ALL SELECT 'dates', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_date ORDER BY initiative, kind, edtf LIMIT 3))
FROM initiative_date
UNION ALL SELECT 'sources', count(*),
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT m.first FROM mention AS m CROSS JOIN place AS p ON p.number = m.place AND p.source = s.number
                ORDER BY m.number LIMIT 1) AS n
        FROM source AS s WHERE n IS NOT NULL ORDER BY s.number LIMIT 3))
FROM source
UNION ALL SELECT 'unplaced', count(*), '[]' FROM unplaced HAVING count(*) > 0
