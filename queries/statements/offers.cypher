CALL {
  MATCH (d:Need)-[:ON_THEME]->(t:Theme) WHERE d.generation = $generation
  WITH DISTINCT t
  MATCH (t)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)
  RETURN t, count(DISTINCT i) AS wide
}
MATCH (d:Need)-[:ON_THEME]->(t)
WHERE ($by IS NULL OR d.by = $by) AND ($edition IS NULL OR d.edition = $edition)
  AND ($theme IS NULL OR EXISTS { MATCH (d)-[:ON_THEME]->(:Theme)-[:WITHIN]->(v:Theme) WHERE v.id = $theme })
WITH d, collect([t, wide]) AS themes
CALL {
  WITH d, themes
  UNWIND themes AS one
  WITH d, one[0] AS t, one[1] AS wide
  MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ADDRESSES]-(i:Initiative)
  WHERE coalesce(i.lead, '') <> coalesce(d.by, '') AND ($lead IS NULL OR i.lead = $lead)
  WITH i, t, wide, min(a.claim) AS claim
  ORDER BY wide, CASE WHEN i.status IN ['launched', 'completed'] THEN 0 ELSE 1 END, i.id, t.id LIMIT 500
  RETURN i, t, wide, claim
}
OPTIONAL MATCH (b:Jurisdiction)-[:ASKS]->(d)
OPTIONAL MATCH (j:Jurisdiction)-[:LEADS]->(i)
RETURN d.id AS need, d.by AS `by`, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS by_name,
       CASE $language WHEN 'fr' THEN d.name_fr ELSE d.name_en END AS text, d.texts AS texts, d.edition AS edition,
       d.claim AS need_claim, i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       i.titles AS titles, i.summaries AS summaries, i.lead AS lead,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS lead_name, i.status AS status,
       i.claim AS title_claim, t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label,
       claim AS theme_claim, wide
ORDER BY edition, d.kind, CASE WHEN `by` IS NULL THEN 0 ELSE 1 END, `by`, need_claim, need, initiative, theme
