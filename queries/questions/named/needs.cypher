MATCH (d:Need)
WHERE d.generation = $generation AND ($by IS NULL OR d.by = $by) AND ($edition IS NULL OR d.edition = $edition)
  AND ($theme IS NULL OR EXISTS { MATCH (d)-[:ON_THEME]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
WITH d ORDER BY d.edition, d.kind, CASE WHEN d.by IS NULL THEN 0 ELSE 1 END, d.by, d.claim, d.id
LIMIT CASE WHEN $most < 0 OR coalesce($unanswered, false) THEN 1000000000 ELSE $most END
CALL {
  WITH d
  OPTIONAL MATCH (d)-[:ON_THEME]->(t:Theme)
  WITH t ORDER BY t.id
  RETURN collect(CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END) AS labels
}
CALL {
  WITH d
  OPTIONAL MATCH (d)-[:ON_THEME]->(:Theme)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)
  WHERE coalesce(i.lead, '') <> coalesce(d.by, '')
  RETURN count(DISTINCT i.id) AS offers
}
WITH d, labels, offers WHERE NOT coalesce($unanswered, false) OR offers = 0
OPTIONAL MATCH (j:Jurisdiction {id: d.by, generation: $generation})
RETURN d.id AS need, d.kind AS kind, d.by AS `by`,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS by_name,
       CASE $language WHEN 'fr' THEN d.name_fr ELSE d.name_en END AS text,
       CASE WHEN size(labels) = 0 THEN null
            ELSE reduce(said = head(labels), label IN tail(labels) | said + ' · ' + label) END AS themes,
       d.initiative AS initiative, d.edition AS edition, offers, [d.claim] AS evidence
ORDER BY edition, kind, CASE WHEN `by` IS NULL THEN 0 ELSE 1 END, `by`, d.claim, need
LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
