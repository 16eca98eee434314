MATCH (j:Jurisdiction {id: $jurisdiction, generation: $generation})<-[:PART_OF*0..]-(w:Jurisdiction)
MATCH (w)-[p:LEADS|PARTNERS_IN]->(i:Initiative)-[t:ADDRESSES]->(:Theme)-[:WITHIN]->(b:Theme)
WHERE b.id IN $themes
RETURN i.id AS initiative, min(p.claim) AS claim, min(t.claim) AS theme_claim
ORDER BY initiative LIMIT toInteger($most)
