MATCH (j:Jurisdiction {id: $of, generation: $generation})-[w:WORKS_WITH]-(p:Jurisdiction)
RETURN p.id AS partner, w.recent AS recent ORDER BY partner
