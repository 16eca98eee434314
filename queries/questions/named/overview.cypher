MATCH (t:Total) WHERE t.generation = $generation
WITH t ORDER BY t.rank, t.place
WITH t.rank AS rank, t.what AS what, t.n AS n, collect(t.claim) AS evidence
RETURN what, n, evidence ORDER BY rank
