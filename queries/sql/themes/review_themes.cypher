MATCH (n:Node)-[r:ADDRESSES|ON_THEME]->(t:Theme)
WHERE t.generation = $generation AND NOT r.stated AND n.node_kind IN ['initiative', 'need']
CALL {
  WITH r
  MATCH (c:Claim) WHERE c.generation = $generation AND c.number <= r.claim
  RETURN c ORDER BY c.generation DESC, c.number DESC LIMIT 1
}
WITH n, t, c WHERE c.rule = 'theme-hinted-in-title'
  AND NOT EXISTS { MATCH (n)<-[:SUPPORTS]-(o:Claim)
                   WHERE o.rule <> c.rule AND coalesce(o.original_subject, o.subject) = n.id
                     AND any(line IN o.statements WHERE line STARTS WITH 'theme\t' + t.id + '\t') }
RETURN n.id AS one, t.id AS other, 'theme' AS kind, c.rule AS rule, c.quote AS words
ORDER BY other, one LIMIT toInteger($most)
