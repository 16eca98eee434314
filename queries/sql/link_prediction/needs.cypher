MATCH (d:Need)-[:ON_THEME]->(t:Theme) WHERE d.generation = $generation AND d.by IS NOT NULL
MATCH (d)-[:ASKED_IN]->(e:Edition)
WHERE $as_of IS NULL OR left(coalesce(e.published, d.edition) + '-01-01', 10) < $as_of
RETURN d.by AS jurisdiction, t.id AS theme, count(*) AS n ORDER BY jurisdiction, theme
