MATCH (n:Need) WHERE n.generation = $generation
RETURN n.id AS id, n.kind AS kind, n.by AS `by`, n.texts AS texts, n.initiative AS initiative, n.edition AS edition ORDER BY id
