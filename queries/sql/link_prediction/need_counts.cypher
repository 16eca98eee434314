MATCH (d:Need)-[:ON_THEME]->(t:Theme) WHERE d.generation = $generation AND d.by IS NOT NULL
MATCH (d)-[:ASKED_IN]->(:Edition)
RETURN d.by AS jurisdiction, t.id AS theme, count(*) AS n ORDER BY jurisdiction, theme
