MATCH (d:Need)-[:ASKED_IN]->(e:Edition)
WHERE d.generation = $generation AND ($as_of IS NULL OR left(coalesce(e.published, d.edition) + '-01-01', 10) < $as_of)
RETURN d.id AS need, d.by AS `by`, d.texts AS texts, d.initiative AS initiative, d.claim AS claim, e.rank AS rank
ORDER BY need
