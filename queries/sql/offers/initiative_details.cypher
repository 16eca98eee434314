UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
OPTIONAL MATCH (j:Jurisdiction)-[:LEADS]->(i)
WITH i, j ORDER BY i.id
RETURN ['initiative', 'title', 'lead', 'lead_name', 'status', 'claim'] AS columns,
       collect([i.id, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END, i.lead,
                CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END, i.status, i.claim]) AS rows
