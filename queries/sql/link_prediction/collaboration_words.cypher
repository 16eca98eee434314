MATCH (a:Jurisdiction {id: $of, generation: $generation})-[mine:SPEAKS_OF]->(:Word)<-[theirs:SPEAKS_OF]-(b:Jurisdiction)
WITH b.id AS id, sum(mine.weight * theirs.weight) AS alike
RETURN id, alike
UNION ALL
MATCH (b:Jurisdiction {id: $of, generation: $generation})-[mine:SPEAKS_OF]->(:Word)
WITH b.id AS id, sum(mine.weight * mine.weight) AS alike
RETURN id, alike
