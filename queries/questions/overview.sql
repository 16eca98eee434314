SELECT 'editions' AS what, count(*) AS n,
    (SELECT json_group_array(n) FROM (
        SELECT min(number) AS n FROM claim WHERE kind = 'edition' GROUP BY subject ORDER BY 1 LIMIT 3)) AS evidence
FROM edition
UNION ALL SELECT 'received', coalesce(sum(received), 0),
    (SELECT json_group_array(number) FROM (SELECT number FROM claim WHERE predicate = 'received' ORDER BY number LIMIT 3))
FROM edition
UNION ALL SELECT 'reported', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM submission WHERE received = 1 ORDER BY claim LIMIT 3))
FROM submission WHERE received = 1
UNION ALL SELECT 'did not report', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM submission WHERE received = 0 ORDER BY claim LIMIT 3))
FROM submission WHERE received = 0
UNION ALL SELECT 'jurisdictions', count(*),
    (SELECT json_group_array(n) FROM (
        SELECT min(number) AS n FROM claim WHERE object IN (SELECT id FROM jurisdiction) GROUP BY object
        ORDER BY 1 LIMIT 3))
FROM jurisdiction
UNION ALL SELECT 'initiatives', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM initiative WHERE kind = 'initiative' ORDER BY claim LIMIT 3))
FROM initiative WHERE kind = 'initiative'
UNION ALL SELECT 'components', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative WHERE kind = 'component' ORDER BY claim LIMIT 3))
FROM initiative WHERE kind = 'component'
UNION ALL SELECT 'partnerships', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM partnership_member ORDER BY claim LIMIT 3))
FROM partnership
UNION ALL SELECT 'themes', count(DISTINCT theme),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_theme ORDER BY claim LIMIT 3))
FROM initiative_theme
UNION ALL SELECT 'needs', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM need ORDER BY claim LIMIT 3))
FROM need
UNION ALL SELECT 'dates', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_date ORDER BY claim LIMIT 3))
FROM initiative_date
UNION ALL SELECT 'sources', count(*),
    (SELECT json_group_array(n) FROM (
        SELECT min(c.number) AS n FROM claim AS c JOIN place AS p ON p.number = c.place GROUP BY p.source
        ORDER BY 1 LIMIT 3))
FROM source
UNION ALL SELECT 'unplaced', count(*), '[]' FROM unplaced
