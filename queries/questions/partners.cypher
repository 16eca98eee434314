CALL {
  OPTIONAL MATCH (w:Jurisdiction)-[:PART_OF*0..9]->(:Jurisdiction {id: $jurisdiction, generation: $generation})
  RETURN collect(DISTINCT w.id) AS within
}
MATCH (a:Jurisdiction)-[ma:MEMBER_OF]->(p:Partnership)<-[mb:MEMBER_OF]-(b:Jurisdiction)
WHERE p.generation = $generation AND a.id <> b.id
  AND (($jurisdiction IS NULL AND a.id < b.id)
       OR ($jurisdiction IS NOT NULL AND a.id IN within AND (a.id < b.id OR NOT b.id IN within)))
  AND ($theme IS NULL OR EXISTS { MATCH (p)-[:ON_THEME]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
OPTIONAL MATCH (i:Initiative {id: p.initiative, generation: $generation})
RETURN a.id AS jurisdiction, CASE $language WHEN 'fr' THEN a.name_fr ELSE a.name_en END AS jurisdiction_name,
       b.id AS partner, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS partner_name,
       p.initiative AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       p.id AS partnership, [ma.claim, mb.claim] AS evidence
ORDER BY jurisdiction, partner, partnership
