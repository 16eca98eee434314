CALL {
  MATCH (:Jurisdiction {id: $by, generation: $generation})-[:ASKS]->(d:Need) RETURN d
  UNION ALL
  UNWIND CASE WHEN $by IS NULL THEN [1] ELSE [] END AS anyone
  MATCH (d:Need) WHERE d.generation = $generation RETURN d
}
WITH d WHERE ($edition IS NULL OR d.edition = $edition)
  AND ($theme IS NULL OR EXISTS { MATCH (d)-[:ON_THEME]->(:Theme)-[:WITHIN]->(v:Theme) WHERE v.id = $theme })
WITH d LIMIT toInteger($most)
MATCH (d)-[:ON_THEME]->(t:Theme)
OPTIONAL MATCH (b:Jurisdiction)-[:ASKS]->(d)
RETURN d.id AS need, d.by AS `by`, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS by_name,
       CASE $language WHEN 'fr' THEN d.name_fr ELSE d.name_en END AS text, d.texts AS texts, d.edition AS edition,
       d.claim AS claim, t.id AS theme
ORDER BY edition, d.kind, CASE WHEN `by` IS NULL THEN 0 ELSE 1 END, `by`, claim, need, theme
