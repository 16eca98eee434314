UNWIND $names AS wanted
CALL {
  WITH wanted MATCH (n:Node {id: wanted, generation: $generation}) RETURN n.id AS id
  UNION
  WITH wanted MATCH (a:Alias {alias: wanted, generation: $generation}) RETURN a.alias AS id
}
RETURN DISTINCT id ORDER BY id
