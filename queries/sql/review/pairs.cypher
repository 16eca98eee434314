CALL {
  MATCH (s:CandidatePair) WHERE $merged = 0 AND s.generation = $generation
  RETURN s.one AS one, s.other AS other, s.kind AS kind, s.rule AS rule, s.score AS score
  UNION ALL
  MATCH (a:Alias) WHERE $merged = 1 AND a.generation = $generation
  MATCH (n:Node {id: a.id, generation: $generation}) WHERE n.node_kind IN ['initiative', 'jurisdiction']
  RETURN a.id AS one, a.alias AS other, n.node_kind AS kind, a.rule AS rule, 1.0 AS score
}
RETURN one, other, kind, rule, score ORDER BY score DESC, rule, one, other
