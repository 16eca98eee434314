MATCH (x:TextRange) WHERE x.generation = $generation WITH max(x.last) AS texts WHERE texts IS NOT NULL RETURN texts
