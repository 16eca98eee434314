-- The themes of a graph, with what they are called.
SELECT id, labels, alternatives FROM theme ORDER BY id
