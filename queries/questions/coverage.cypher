MATCH (j:Jurisdiction)<-[:BY]-(s:Submission)-[:FOR]->(e:Edition)
WHERE s.generation = $generation AND ($edition IS NULL OR s.edition = $edition)
OPTIONAL MATCH (j)-[:LEADS|PARTNERS_IN]->(i:Initiative)-[:REPORTED_IN]->(e)
WHERE $theme IS NULL OR EXISTS { MATCH (i)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme }
WITH s, j, e,
     count(DISTINCT CASE WHEN i.kind = 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS initiatives
RETURN s.edition AS edition, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       CASE WHEN $theme IS NOT NULL AND initiatives > 0 THEN 'works on this'
            WHEN NOT s.received THEN 'did not report'
            WHEN $theme IS NOT NULL THEN 'reported nothing on this'
            WHEN initiatives > 0 THEN 'reported'
            ELSE 'reported nothing' END AS answer,
       initiatives, CASE WHEN s.received THEN s.approval ELSE null END AS approval, [s.claim] AS evidence
ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, jurisdiction
