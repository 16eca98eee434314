MATCH (d:Need)-[:ON_THEME]->(t:Theme)
WHERE d.generation = $generation AND ($only IS NULL OR d.by IS NULL OR d.by IN $only)
MATCH (d)-[:ASKED_IN]->(e:Edition)
WHERE $as_of IS NULL OR left(coalesce(e.published, d.edition) + '-01-01', 10) < $as_of
WITH d, t ORDER BY d.id, t.id
RETURN ['need', 'by', 'theme', 'claim', 'texts'] AS columns, collect([d.id, d.by, t.id, d.claim, d.texts]) AS rows
