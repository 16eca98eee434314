CALL {
  MATCH (d:Need)-[:ON_THEME]->(:Theme) WHERE d.generation = $generation AND d.by IS NOT NULL
  MATCH (d)-[:ASKED_IN]->(:Edition)
  RETURN count(DISTINCT d.by) AS everyone
}
MATCH (d:Need)-[:ON_THEME]->(t:Theme) WHERE d.generation = $generation AND d.by IS NOT NULL
MATCH (d)-[:ASKED_IN]->(:Edition)
RETURN t.id AS theme, count(DISTINCT d.by) AS asking, sum(CASE d.by WHEN $of THEN 1 ELSE 0 END) AS n, everyone
ORDER BY theme
