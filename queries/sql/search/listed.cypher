MATCH (n:Node)
WHERE n.generation = $generation AND n.node_kind IN ['initiative', 'need', 'theme', 'jurisdiction']
  AND ($kind IS NULL OR n.node_kind = $kind) AND ($lead IS NULL OR n.lead = $lead OR n.by = $lead)
  AND ($theme IS NULL OR EXISTS { MATCH (n)-[:ADDRESSES|ON_THEME]->(:Theme)-[:WITHIN]->(w:Theme)
                                  WHERE w.id = $theme AND n.node_kind IN ['initiative', 'need'] })
  AND ($edition IS NULL OR EXISTS { MATCH (n)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
       OR (n.node_kind = 'need' AND n.edition = $edition))
  AND ($after IS NULL OR EXISTS { MATCH (n)-[:DATED]->(m:Milestone) WHERE m.`end` >= $after })
  AND ($before IS NULL OR EXISTS { MATCH (n)-[:DATED]->(m:Milestone) WHERE m.start < $before })
RETURN n.id AS id, n.node_kind AS kind ORDER BY id LIMIT 1000
