MATCH (t:Theme {id: $theme, generation: $generation})<-[a:ADDRESSES]-(i:Initiative)
WHERE (coalesce(i.status, '') IN ['launched', 'completed']) = ($done = 1) AND ($lead IS NULL OR i.lead = $lead)
RETURN i.id AS initiative, i.lead AS lead, i.status AS status, a.claim AS claim
ORDER BY initiative LIMIT toInteger($most)
