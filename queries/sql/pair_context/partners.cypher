UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[:WORKS_WITH]-(p)
WITH j.id AS jurisdiction, p.id AS partner ORDER BY jurisdiction, partner
WITH jurisdiction, collect(partner) AS partners
RETURN jurisdiction, partners ORDER BY jurisdiction
