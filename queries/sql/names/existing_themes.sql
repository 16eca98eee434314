-- The themes of a graph, with their names.
SELECT id, labels, alternatives, broader FROM theme ORDER BY id
