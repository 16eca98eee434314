MATCH (a:Jurisdiction {id: $of, generation: $generation})-[mine:USES_WORD]->(:Word)<-[theirs:USES_WORD]-(b:Jurisdiction)
WITH b.id AS id, sum(mine.weight * theirs.weight) AS alike
RETURN id, alike
UNION ALL
MATCH (b:Jurisdiction {id: $of, generation: $generation})-[mine:USES_WORD]->(:Word)
WITH b.id AS id, sum(mine.weight * mine.weight) AS alike
RETURN id, alike
