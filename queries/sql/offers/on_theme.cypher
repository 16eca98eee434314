// The first initiatives of each theme are listed on a node of their own (offers/listed). Of a theme with very many, those
// after them are found by reading initiatives in the order of their identifiers (the condition above a text makes the
// server read an index in order); of others, by reading all of the theme.
MATCH (t:Theme {id: $theme, generation: $generation})
WITH t, COUNT { (t)<-[:ADDRESSES]-() } AS size
CALL {
  WITH t, size
  UNWIND CASE WHEN $lead IS NULL AND size > 25000 THEN [''] ELSE [] END AS start
  CALL {
    WITH t, start
    MATCH (i:Initiative) WHERE i.id > start AND i.generation = $generation
      AND (coalesce(i.status, '') IN ['launched', 'completed']) = ($done = 1)
      AND EXISTS { MATCH (i)-[:ADDRESSES]->(t) }
    RETURN i ORDER BY i.id LIMIT toInteger($most)
  }
  MATCH (i)-[a:ADDRESSES]->(t)
  RETURN i, a
  UNION ALL
  WITH t, size
  WITH t, size WHERE $lead IS NULL AND size <= 25000
  MATCH (i:Initiative)-[a:ADDRESSES]->(t) WHERE (coalesce(i.status, '') IN ['launched', 'completed']) = ($done = 1)
  WITH i, a ORDER BY i.id LIMIT toInteger($most)
  RETURN i, a
  UNION ALL
  WITH t
  WITH t WHERE $lead IS NOT NULL
  MATCH (:Jurisdiction {id: $lead, generation: $generation})-[:LEADS]->(i:Initiative)-[a:ADDRESSES]->(t)
  WHERE (coalesce(i.status, '') IN ['launched', 'completed']) = ($done = 1)
  WITH i, a ORDER BY i.id LIMIT toInteger($most)
  RETURN i, a
}
RETURN i.id AS initiative, i.lead AS lead, i.status AS status, a.claim AS claim, i.titles AS titles, i.summaries AS summaries
ORDER BY initiative
