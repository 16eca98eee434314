CALL {
  MATCH (n:Name) WHERE n.generation = $generation AND n.kind = $kind
  RETURN n.text AS text, n.node AS node, n.language AS language
  UNION
  MATCH (i:Initiative) WHERE $kind = 'initiative' AND i.generation = $generation AND i.start_en IS NOT NULL
  RETURN i.name_en AS text, i.id AS node, 'en' AS language
  UNION
  MATCH (i:Initiative) WHERE $kind = 'initiative' AND i.generation = $generation AND i.start_fr IS NOT NULL
  RETURN i.name_fr AS text, i.id AS node, 'fr' AS language
}
RETURN text, node ORDER BY node, text, language
