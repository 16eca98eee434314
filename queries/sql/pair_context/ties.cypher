UNWIND $pairs AS pair
MATCH (a:Jurisdiction {id: pair[0], generation: $generation})-[w:WORKS_WITH]-(b:Jurisdiction {id: pair[1], generation: $generation})
WITH a.id AS one, b.id AS other, CASE WHEN a.id < b.id THEN w.claim ELSE w.other_claim END AS claim,
     CASE WHEN a.id < b.id THEN w.other_claim ELSE w.claim END AS other_claim
ORDER BY one, other
RETURN ['one', 'other', 'claim', 'other_claim'] AS columns, collect([one, other, claim, other_claim]) AS rows
