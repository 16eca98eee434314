CALL {
  OPTIONAL MATCH (:Theme {id: $theme, generation: $generation})<-[:WITHIN]-(t:Theme)
  RETURN collect(t) AS narrower
}
MATCH (s:Submission)-[:FOR]->(e:Edition)
WHERE s.generation = $generation AND ($edition IS NULL OR s.edition = $edition)
WITH narrower, s, e ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, s.jurisdiction
LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
MATCH (s)-[:BY]->(j:Jurisdiction)
CALL {
  WITH narrower, j, e
  WITH narrower, j, e WHERE $theme IS NOT NULL AND EXISTS { MATCH (j)-[:WORKS_ON]->(w:Theme) WHERE w.id = $theme }
  MATCH (j)-[:LEADS|PARTNERS_IN]->(i:Initiative)-[:REPORTED_IN]->(x:Edition) WHERE x.id = e.id
  MATCH (i)-[:ADDRESSES]->(t:Theme) WHERE t IN narrower
  RETURN count(DISTINCT CASE WHEN i.kind = 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS themed
}
WITH s, j, e, CASE WHEN $theme IS NULL THEN s.initiatives ELSE themed END AS initiatives
RETURN s.edition AS edition, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       CASE WHEN $theme IS NOT NULL AND initiatives > 0 THEN 'works on this'
            WHEN NOT s.received THEN 'did not report'
            WHEN $theme IS NOT NULL THEN 'reported nothing on this'
            WHEN initiatives > 0 THEN 'reported'
            ELSE 'reported nothing' END AS answer,
       initiatives, CASE WHEN s.received THEN s.approval ELSE null END AS approval, [s.claim] AS evidence
ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, jurisdiction
