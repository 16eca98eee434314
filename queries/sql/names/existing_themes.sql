-- The themes of a graph, with their names.
SELECT id, labels, alternatives FROM theme ORDER BY id
