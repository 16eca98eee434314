MATCH (t:Theme)
WHERE t.generation = $generation
  AND ($jurisdiction IS NULL OR EXISTS { MATCH (t)<-[:WORKS_ON]-(j:Jurisdiction) WHERE j.id = $jurisdiction })
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(n:Theme)<-[a:ADDRESSES]-(i:Initiative)
  WITH n.id AS narrower, i.id AS initiative, a.claim AS claim ORDER BY narrower, initiative LIMIT 1
  RETURN claim
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[o:WORKS_ON]-(:Jurisdiction)
  RETURN count(o) AS jurisdictions
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ON_THEME]-(n:Need)
  RETURN count(DISTINCT n.id) AS needs
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(w:Theme)<-[a:ON_THEME]-(n:Need)
  WITH w.id AS narrower, n.id AS need, a.claim AS asked ORDER BY narrower, need LIMIT 1
  RETURN asked
}
WITH t, t.initiatives AS initiatives, claim, jurisdictions, needs, asked WHERE initiatives > 0 OR needs > 0
RETURN t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label, t.broader AS broader,
       initiatives, jurisdictions, needs, [coalesce(claim, asked)] AS evidence
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, theme
