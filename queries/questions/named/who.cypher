// Those who work on the theme come in order, and only as many are read as the rows wanted need (`WORKS_ON` has the
// number of initiatives of each, a component counting as its parent); the other rows follow.
CALL {
  OPTIONAL MATCH (:Theme {id: $theme, generation: $generation})<-[:WITHIN]-(t:Theme)
  RETURN collect(t) AS narrower
}
CALL {
  MATCH (:Theme {id: $theme, generation: $generation})<-[w:WORKS_ON]-(j:Jurisdiction)
  WITH j.id AS id, w.n AS n ORDER BY id
  RETURN collect(id) AS ids, collect(n) AS counts
}
WITH narrower, ids, reduce(total = 0, n IN counts | total + n) AS total,
     CASE WHEN $most < 0 OR $edition IS NOT NULL THEN size(ids) ELSE
       reduce(at = [0, 0], n IN counts | CASE WHEN at[1] >= $most THEN at ELSE [at[0] + 1, at[1] + n] END)[0] END AS wanted
CALL {
  WITH narrower, ids, wanted
  UNWIND ids[..wanted] AS id
  MATCH (j:Jurisdiction {id: id, generation: $generation})-[p:LEADS|PARTNERS_IN]->(i:Initiative)
        -[a:ADDRESSES]->(t:Theme)
  WHERE t IN narrower
    AND ($edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition })
  WITH j, p, i, t, a ORDER BY CASE WHEN t.id = $theme THEN 0 ELSE 1 END, t.id
  WITH j, p, i, head(collect(t.id)) AS theme, head(collect(a.claim)) AS claim
  ORDER BY j.id, p.role, i.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN 1 AS rank, theme, j.id AS jurisdiction, 'works on this' AS answer, p.role AS role, i.id AS initiative,
         [p.claim, claim] AS evidence
  UNION ALL
  WITH total
  MATCH (s:Submission)-[:BY]->(j:Jurisdiction)
  WHERE s.generation = $generation AND ($edition IS NULL OR s.edition = $edition)
    AND ($most < 0 OR $edition IS NOT NULL OR total < $most)
  WITH j, max(CASE WHEN s.received THEN 1 ELSE 0 END) AS received, max(s.claim) AS claim
  WITH j, received, claim, EXISTS { MATCH (j)-[:WORKS_ON]->(w:Theme) WHERE w.id = $theme } AS works
  WHERE NOT works OR ($edition IS NOT NULL AND NOT EXISTS {
      MATCH (j)-[:LEADS|PARTNERS_IN]->(i:Initiative)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme),
            (i)-[:REPORTED_IN]->(e:Edition)
      WHERE w.id = $theme AND e.id = $edition })
  RETURN 3 - received AS rank, $theme AS theme, j.id AS jurisdiction,
         CASE WHEN received = 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer, null AS role,
         null AS initiative, [claim] AS evidence
}
WITH rank, theme, jurisdiction, answer, role, initiative, evidence
ORDER BY rank, jurisdiction, role, initiative LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
MATCH (j:Jurisdiction {id: jurisdiction, generation: $generation})
OPTIONAL MATCH (t:Theme {id: theme, generation: $generation})
OPTIONAL MATCH (i:Initiative {id: initiative, generation: $generation})
RETURN theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label, jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name, answer, role, initiative,
       CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, evidence
ORDER BY rank, jurisdiction, role, initiative, theme
