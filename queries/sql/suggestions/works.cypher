// Relationships lead to one kind of node each: a label beside them would be read from every node. Pairs with a theme of
// $by_theme are found among the initiatives on it, others among those of the jurisdiction.
CALL {
  MATCH (j:Jurisdiction)-[p:LEADS|PARTNERS_IN]->(i)-[a:ADDRESSES]->(t) WHERE $on IS NULL AND j.generation = $generation
  RETURN j, p, i, a, t
  UNION ALL
  UNWIND [pair IN coalesce($on, []) WHERE NOT pair[1] IN $by_theme] AS wanted
  MATCH (t:Theme {id: wanted[1], generation: $generation})
  WITH wanted[0] AS id, collect(t) AS themes
  MATCH (j:Jurisdiction {id: id, generation: $generation})-[p:LEADS|PARTNERS_IN]->(i)-[a:ADDRESSES]->(t)
  WHERE t IN themes
  RETURN j, p, i, a, t
  UNION ALL
  UNWIND [pair IN coalesce($on, []) WHERE pair[1] IN $by_theme] AS wanted
  MATCH (j:Jurisdiction {id: wanted[0], generation: $generation})
  WITH wanted[1] AS id, collect(j) AS jurisdictions
  MATCH (t:Theme {id: id, generation: $generation})<-[a:ADDRESSES]-(i)<-[p:LEADS|PARTNERS_IN]-(j)
  WHERE j IN jurisdictions
  RETURN j, p, i, a, t
}
WITH j, p, i, a, t WHERE $as_of IS NULL OR i.first_evidence < $as_of
WITH j.id AS jurisdiction, t.id AS theme, i.id AS initiative, i.first_evidence AS day, p, a
ORDER BY CASE p.role WHEN 'lead' THEN 0 ELSE 1 END, day DESC, initiative
WITH jurisdiction, theme, collect([initiative, p.role = 'lead', p.claim, a.claim, a.stated OR a.named]) AS works
UNWIND CASE WHEN $most IS NULL THEN works ELSE works[..toInteger($most)] END AS work
WITH jurisdiction, work[0] AS initiative, theme, work[1] AS lead, work[2] AS claim, work[3] AS theme_claim,
     work[4] AS named
ORDER BY theme, jurisdiction, initiative, lead DESC
RETURN ['jurisdiction', 'initiative', 'theme', 'lead', 'claim', 'theme_claim', 'named'] AS columns,
       collect([jurisdiction, initiative, theme, lead, claim, theme_claim, named]) AS rows
