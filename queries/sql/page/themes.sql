-- Themes that another node refers to.
SELECT id, labels, alternatives, broader, scheme FROM theme ORDER BY id
