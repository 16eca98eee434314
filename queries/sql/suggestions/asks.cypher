MATCH (d:Need)-[:ON_THEME]->(t:Theme)
WHERE d.generation = $generation AND ($only IS NULL OR d.by IS NULL OR d.by IN $only)
MATCH (d)-[:ASKED_IN]->(e:Edition)
WHERE $as_of IS NULL OR left(coalesce(e.published, d.edition) + '-01-01', 10) < $as_of
RETURN d.id AS need, d.by AS `by`, t.id AS theme, d.claim AS claim, d.texts AS texts ORDER BY need, theme
