CALL { MATCH (j:Jurisdiction) WHERE j.generation = $generation AND j.works > 0 RETURN count(j) AS everyone }
MATCH (t:Theme) WHERE t.generation = $generation AND t.workers > 0
RETURN t.id AS theme, t.workers AS workers, everyone ORDER BY theme
