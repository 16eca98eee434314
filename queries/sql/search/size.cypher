MATCH (x:TextRange) WHERE x.generation = $generation WITH sum(x.texts) AS texts WHERE texts > 0 RETURN texts
