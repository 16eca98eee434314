SELECT 'editions' AS what, count(*) AS n, '[]' AS evidence FROM edition
UNION ALL SELECT 'received', coalesce(sum(received), 0),
    (SELECT json_group_array(number) FROM (SELECT number FROM claim WHERE predicate = 'received' ORDER BY number LIMIT 3))
FROM edition
UNION ALL SELECT 'reported', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM submission WHERE received = 1 ORDER BY claim LIMIT 3))
FROM submission WHERE received = 1
UNION ALL SELECT 'did not report', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM submission WHERE received = 0 ORDER BY claim LIMIT 3))
FROM submission WHERE received = 0
UNION ALL SELECT 'jurisdictions', count(*), '[]' FROM jurisdiction
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
UNION ALL SELECT 'sources', count(*), '[]' FROM source
UNION ALL SELECT 'unplaced', count(*), '[]' FROM unplaced
