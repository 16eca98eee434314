MATCH (i:Initiative) WHERE i.generation = $generation RETURN count(i) AS n
