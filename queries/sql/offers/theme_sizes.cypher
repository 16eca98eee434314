// As in SQL: the counts of the graph, and of families of components the difference.
CALL {
  CALL {
    MATCH (c:Initiative)-[:PART_OF]->(h:Initiative) WHERE c.generation = $generation AND c.kind = 'component'
    RETURN c AS m, h.id AS family
    UNION
    MATCH (c:Initiative)-[:PART_OF]->(h:Initiative) WHERE c.generation = $generation AND c.kind = 'component'
      AND NOT (h.kind = 'component' AND h.part_of IS NOT NULL)
    RETURN h AS m, h.id AS family
  }
  MATCH (m)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id IN $themes
  WITH w.id AS theme, count(DISTINCT m.id) - count(DISTINCT family) AS more
  RETURN collect([theme, more]) AS families
}
UNWIND $themes AS wanted
MATCH (b:Theme {id: wanted, generation: $generation})
RETURN b.id AS theme, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS label,
       b.initiatives + reduce(sum = 0, one IN families | sum + CASE one[0] WHEN b.id THEN one[1] ELSE 0 END) AS wide
ORDER BY theme
