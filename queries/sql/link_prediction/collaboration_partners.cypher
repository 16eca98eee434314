MATCH (j:Jurisdiction {id: $of, generation: $generation})-[w:WORKS_WITH]-(p:Jurisdiction)
RETURN p.id AS partner, w.dated * $fading + 0.5 * w.undated AS recent ORDER BY partner
