MATCH (i:Initiative)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(t:Theme)
WHERE i.generation = $generation AND i.first_evidence < $as_of
WITH DISTINCT i, t
MATCH (j:Jurisdiction)-[:LEADS|PARTNERS_IN]->(i)
RETURN j.id AS jurisdiction, t.id AS theme,
       count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS n
ORDER BY jurisdiction, theme
