-- The themes that something refers to.
SELECT id, labels, alternatives, broader, scheme FROM theme ORDER BY id
