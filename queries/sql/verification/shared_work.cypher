MATCH (:Jurisdiction {id: $one, generation: $generation})<-[:PART_OF*0..]-(o:Jurisdiction)
MATCH (:Jurisdiction {id: $other, generation: $generation})<-[:PART_OF*0..]-(w:Jurisdiction)
MATCH (o)-[a:LEADS|PARTNERS_IN]->(i:Initiative)<-[b:LEADS|PARTNERS_IN]-(w) WHERE o <> w
RETURN i.id AS initiative, min(a.claim) AS claim, min(b.claim) AS other_claim
ORDER BY initiative LIMIT toInteger($most)
