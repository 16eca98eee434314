MATCH (a:Jurisdiction)-[w:WORKS_WITH]->(b:Jurisdiction) WHERE a.generation = $generation
WITH a, b, w ORDER BY a.id, b.id
WITH a.id AS jurisdiction, collect(b.id) AS others, collect(w.dated * $fading + 0.5 * w.undated) AS recent
RETURN jurisdiction, others, recent ORDER BY jurisdiction
