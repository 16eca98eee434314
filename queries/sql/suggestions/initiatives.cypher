UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
RETURN i.id AS id, i.titles AS titles, i.summaries AS summaries, i.lead AS lead, i.status AS status ORDER BY id
