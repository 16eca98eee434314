UNWIND $ids AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})
RETURN j.id AS id ORDER BY id
