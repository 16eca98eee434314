CALL {
  CALL {
    OPTIONAL MATCH (w:Jurisdiction)-[:PART_OF*0..9]->(:Jurisdiction {id: $jurisdiction, generation: $generation})
    RETURN collect(DISTINCT w.id) AS within
  }
  UNWIND within AS id
  MATCH (a:Jurisdiction {id: id, generation: $generation})-[ma:MEMBER_OF]->(p:Partnership)<-[mb:MEMBER_OF]-(b:Jurisdiction)
  WHERE a.id < b.id OR NOT b.id IN within
  RETURN a, ma, p, mb, b
  UNION ALL
  MATCH (a:Jurisdiction) WHERE $jurisdiction IS NULL AND a.generation = $generation
  MATCH (a)-[ma:MEMBER_OF]->(p:Partnership)<-[mb:MEMBER_OF]-(b:Jurisdiction) WHERE a.id < b.id
  RETURN a, ma, p, mb, b
}
WITH a, ma, p, mb, b
WHERE ($theme IS NULL OR EXISTS { MATCH (p)-[:ON_THEME]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
  AND ($edition IS NULL OR EXISTS { MATCH (p)<-[:SUPPORTS]-(c:Claim) WHERE c.edition = $edition })
WITH a, ma, p, mb, b ORDER BY a.id, b.id, p.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
OPTIONAL MATCH (i:Initiative {id: p.initiative, generation: $generation})
RETURN a.id AS jurisdiction, CASE $language WHEN 'fr' THEN a.name_fr ELSE a.name_en END AS jurisdiction_name,
       b.id AS partner, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS partner_name,
       p.initiative AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       p.id AS partnership, [ma.claim, mb.claim] AS evidence
ORDER BY jurisdiction, partner, partnership
