UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[:WORKS_WITH]-(p:Jurisdiction)
RETURN j.id AS jurisdiction, p.id AS partner ORDER BY jurisdiction, partner
