MATCH (n:Source) WHERE n.generation = $generation
RETURN n.id AS id, n.name AS name, n.language AS language ORDER BY n.number
