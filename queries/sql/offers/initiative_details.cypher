UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
OPTIONAL MATCH (j:Jurisdiction)-[:LEADS]->(i)
RETURN i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, i.lead AS lead,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS lead_name, i.status AS status, i.claim AS claim
ORDER BY initiative
