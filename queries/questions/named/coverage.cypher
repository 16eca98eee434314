// With a theme, its initiatives are read, not those of each jurisdiction. Relationships lead to one kind of node each: a
// label beside them would be read from every node.
CALL {
  MATCH (s:Submission)-[:FOR]->(e:Edition)
  WHERE s.generation = $generation AND ($edition IS NULL OR s.edition = $edition)
  WITH s, e ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, s.jurisdiction
  LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN collect(s) AS asked, collect(DISTINCT e) AS editions
}
CALL {
  WITH asked
  UNWIND asked AS s
  RETURN s, 1 AS wanted, 0 AS themed
  UNION ALL
  WITH editions
  UNWIND CASE WHEN $theme IS NULL THEN [] ELSE [$theme] END AS theme
  MATCH (:Theme {id: theme, generation: $generation})<-[:WITHIN]-()<-[:ADDRESSES]-(i)
  WITH DISTINCT i, editions
  MATCH (i)-[:REPORTED_IN]->(x) WHERE x IN editions
  MATCH (i)<-[:LEADS|PARTNERS_IN]-(j)
  WITH x, j, count(DISTINCT CASE WHEN i.kind = 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS themed
  WITH x.id AS edition, j.id AS jurisdiction, themed
  MATCH (s:Submission {edition: edition, jurisdiction: jurisdiction, generation: $generation})
  RETURN s, 0 AS wanted, themed
}
WITH s, max(wanted) AS wanted, max(themed) AS themed WHERE wanted = 1
MATCH (e:Edition)<-[:FOR]-(s)-[:BY]->(j:Jurisdiction)
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
