UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
WITH i ORDER BY i.id
RETURN ['id', 'titles', 'summaries', 'lead', 'status'] AS columns,
       collect([i.id, i.titles, i.summaries, i.lead, i.status]) AS rows
