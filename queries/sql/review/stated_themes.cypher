MATCH (i:Initiative {id: $initiative, generation: $generation})-[a:ADDRESSES]->(t:Theme)
WHERE t.id = $theme AND a.stated
RETURN 1 AS stated
