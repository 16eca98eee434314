UNWIND $themes AS given
MATCH (:Theme {id: given[0], generation: $generation})<-[a:ASKS_ABOUT]-(j)
WITH j, sum(a.n * toFloat(given[1])) AS a
WITH j.id AS id, a ORDER BY id
RETURN ['id', 'a'] AS columns, collect([id, a]) AS rows
