MATCH (t:Theme)
WHERE t.generation = $generation
  AND ($jurisdiction IS NULL OR EXISTS { MATCH (t)<-[:WORKS_ON]-(j:Jurisdiction) WHERE j.id = $jurisdiction })
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ADDRESSES]-(i:Initiative)
  RETURN count(DISTINCT CASE WHEN i.kind = 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS initiatives,
         min(a.claim) AS claim
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[o:WORKS_ON]-(:Jurisdiction)
  RETURN count(o) AS jurisdictions
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ON_THEME]-(n:Need)
  RETURN count(DISTINCT n.id) AS needs, min(a.claim) AS asked
}
WITH t, initiatives, claim, jurisdictions, needs, asked WHERE initiatives > 0 OR needs > 0
RETURN t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label, t.broader AS broader,
       initiatives, jurisdictions, needs, [coalesce(claim, asked)] AS evidence
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, theme
