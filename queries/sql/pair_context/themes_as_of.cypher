UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[:LEADS|PARTNERS_IN]->(i:Initiative)
WHERE i.first_evidence < $as_of
MATCH (i)-[:ADDRESSES]->(t:Theme)
WITH DISTINCT j.id AS jurisdiction, t.id AS theme ORDER BY jurisdiction, theme
WITH jurisdiction, collect(theme) AS themes
RETURN jurisdiction, themes ORDER BY jurisdiction
