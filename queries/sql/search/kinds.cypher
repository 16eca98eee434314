MATCH (x:TextRange) WHERE x.generation = $generation
RETURN x.kind AS kind, x.first AS first, x.last AS last, x.width AS width ORDER BY first
