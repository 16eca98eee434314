UNWIND $pairs AS pair
MATCH (a:Jurisdiction {id: pair[0], generation: $generation})-[x:MEMBER_OF]->(:Partnership)
      <-[y:MEMBER_OF]-(b:Jurisdiction {id: pair[1], generation: $generation})
RETURN a.id AS one, b.id AS other, min(x.claim) AS claim, min(y.claim) AS other_claim ORDER BY one, other
