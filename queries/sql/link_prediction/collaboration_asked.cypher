UNWIND $themes AS given
MATCH (t:Theme {id: given[0], generation: $generation})
WITH t, toFloat(given[1]) AS x
MATCH (t)<-[a:ASKS_ABOUT]-(j)
WITH j, sum(a.n * x) AS a
WITH j.id AS id, a ORDER BY id
RETURN ['id', 'a'] AS columns, collect([id, a]) AS rows
