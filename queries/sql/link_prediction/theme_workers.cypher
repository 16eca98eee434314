CALL { MATCH (j:Jurisdiction) WHERE j.generation = $generation AND j.works > 0 RETURN count(j) AS everyone }
MATCH (t:Theme)<-[w:WORKS_ON]-(:Jurisdiction) WHERE t.generation = $generation
RETURN t.id AS theme, count(w) AS workers, everyone ORDER BY theme
