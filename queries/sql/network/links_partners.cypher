UNWIND $frontier AS wanted
MATCH (x:Jurisdiction {id: wanted, generation: $generation})
MATCH (x)-[m:MEMBER_OF]->(:Partnership)<-[o:MEMBER_OF]-(y:Jurisdiction)
WHERE y.id <> x.id AND y.id IN $others
RETURN wanted AS a, y.id AS b, 'works with' AS relation, CASE WHEN y.id > x.id THEN o.claim ELSE m.claim END AS claim,
       CASE WHEN y.id > x.id THEN m.claim ELSE o.claim END AS other_claim
ORDER BY a, b, claim, other_claim
