UNWIND $spans AS span
MATCH (a:Name {start: left(span, 200), generation: $generation})-[:NAMES]->(n:Node)<-[:NAMES]-(b:Name)
WHERE a.folded = span AND a.kind IN ['theme', 'jurisdiction'] AND b.kind = a.kind AND b.folded <> span
WITH DISTINCT a.folded AS typed, b.folded AS other ORDER BY typed, other
RETURN ['typed', 'other'] AS columns, collect([typed, other]) AS rows
