MATCH (t:Theme)<-[a:ASKS_ABOUT]-(j) WHERE t.generation = $generation
RETURN j.id AS jurisdiction, t.id AS theme, a.n AS n ORDER BY jurisdiction, theme
