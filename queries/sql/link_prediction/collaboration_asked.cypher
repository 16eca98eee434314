UNWIND $themes AS given
MATCH (t:Theme {id: given[0], generation: $generation})<-[:ON_THEME]-(d:Need) WHERE d.by IS NOT NULL
MATCH (d)-[:ASKED_IN]->()
WITH d.by AS id, sum(toFloat(given[1])) AS a ORDER BY id
RETURN ['id', 'a'] AS columns, collect([id, a]) AS rows
