// Several statements (`graph/neo4j/statements.py`): the first one returns parameters of the others. Those who work on the
// theme come in order, and only as many are read as the rows wanted need (`WORKS_ON` has the number of initiatives of
// each, a component counting as its parent); the other rows follow.
OPTIONAL MATCH (w:Theme {id: $theme, generation: $generation})<-[:WITHIN]-(t:Theme)
WITH w, collect(t.id) AS narrower
OPTIONAL MATCH (w)<-[r:WORKS_ON]-(j:Jurisdiction)
WITH w, narrower, j.id AS id, r.n AS n ORDER BY id
WITH w, narrower, collect(id) AS ids, collect(n) AS counts
WITH w, narrower, ids, CASE WHEN $most < 0 OR $edition IS NOT NULL THEN size(ids) ELSE
       reduce(at = [0, 0], n IN counts | CASE WHEN at[1] >= $most THEN at ELSE [at[0] + 1, at[1] + n] END)[0] END AS wanted
RETURN narrower, ids[..wanted] AS ids, $edition IS NULL AND wanted = size(ids) AS others,
       CASE $language WHEN 'fr' THEN w.name_fr ELSE w.name_en END AS theme_label,
       CASE WHEN $most < 0 THEN 1000000000 ELSE $most END AS rows
; unless edition
UNWIND $ids AS id
MATCH (j:Jurisdiction {id: id, generation: $generation})-[p:LEADS|PARTNERS_IN]->(i:Initiative)-[a:ADDRESSES]->(t:Theme)
WHERE t.id IN $narrower
WITH j, p, i, min([t.id <> $theme, t.id, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END, a.claim]) AS first
ORDER BY j.id, p.role, i.id LIMIT toInteger($rows)
RETURN first[1] AS theme, first[2] AS theme_label, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name, 'works on this' AS answer,
       p.role AS role, i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       [p.claim, first[3]] AS evidence
; if edition
UNWIND $ids AS id
MATCH (j:Jurisdiction {id: id, generation: $generation})-[p:LEADS|PARTNERS_IN]->(i:Initiative)-[a:ADDRESSES]->(t:Theme),
      (i)-[:REPORTED_IN]->(e:Edition)
WHERE t.id IN $narrower AND e.id = $edition
WITH j, p, i, min([t.id <> $theme, t.id, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END, a.claim]) AS first
ORDER BY j.id, p.role, i.id LIMIT toInteger($rows)
RETURN first[1] AS theme, first[2] AS theme_label, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name, 'works on this' AS answer,
       p.role AS role, i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       [p.claim, first[3]] AS evidence
; if others
MATCH (s:Submission)-[:BY]->(j:Jurisdiction)
WHERE s.generation = $generation AND NOT j.id IN $ids
WITH j, max(CASE WHEN s.received THEN 1 ELSE 0 END) AS received, max(s.claim) AS claim
RETURN $theme AS theme, $theme_label AS theme_label, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       CASE WHEN received = 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer, null AS role,
       null AS initiative, null AS title, [claim] AS evidence
ORDER BY answer DESC, jurisdiction LIMIT toInteger($rows)
; if edition
MATCH (s:Submission)-[:BY]->(j:Jurisdiction)
WHERE s.generation = $generation AND s.edition = $edition AND NOT EXISTS {
    MATCH (j)-[:LEADS|PARTNERS_IN]->(i:Initiative)-[:ADDRESSES]->(t:Theme), (i)-[:REPORTED_IN]->(e:Edition)
    WHERE t.id IN $narrower AND e.id = $edition }
WITH j, max(CASE WHEN s.received THEN 1 ELSE 0 END) AS received, max(s.claim) AS claim
RETURN $theme AS theme, $theme_label AS theme_label, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       CASE WHEN received = 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer, null AS role,
       null AS initiative, null AS title, [claim] AS evidence
ORDER BY answer DESC, jurisdiction LIMIT toInteger($rows)
