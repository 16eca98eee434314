// Relationships lead to one kind of node each: a label beside them would be read from every node.
CALL {
  MATCH (j:Jurisdiction) WHERE $on IS NULL AND j.generation = $generation RETURN j, null AS themes
  UNION
  UNWIND coalesce($on, []) AS wanted
  MATCH (t:Theme {id: wanted[1], generation: $generation})
  WITH wanted[0] AS id, collect(t) AS themes
  MATCH (j:Jurisdiction {id: id, generation: $generation}) RETURN j, themes
}
MATCH (j)-[p:LEADS|PARTNERS_IN]->(i)-[a:ADDRESSES]->(t)
WHERE (themes IS NULL OR t IN themes) AND ($as_of IS NULL OR i.first_evidence < $as_of)
WITH j.id AS jurisdiction, t.id AS theme, i.id AS initiative, i.first_evidence AS day, p, a
ORDER BY CASE p.role WHEN 'lead' THEN 0 ELSE 1 END, day DESC, initiative
WITH jurisdiction, theme, collect([initiative, p.role = 'lead', p.claim, a.claim, a.stated OR a.named]) AS works
UNWIND CASE WHEN $most IS NULL THEN works ELSE works[..toInteger($most)] END AS work
WITH jurisdiction, work[0] AS initiative, theme, work[1] AS lead, work[2] AS claim, work[3] AS theme_claim,
     work[4] AS named
ORDER BY theme, jurisdiction, initiative, lead DESC
RETURN ['jurisdiction', 'initiative', 'theme', 'lead', 'claim', 'theme_claim', 'named'] AS columns,
       collect([jurisdiction, initiative, theme, lead, claim, theme_claim, named]) AS rows
