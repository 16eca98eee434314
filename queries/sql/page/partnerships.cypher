MATCH (n:Partnership) WHERE n.generation = $generation
RETURN n.id AS id, n.initiative AS initiative, n.since AS since, n.until AS until ORDER BY id
