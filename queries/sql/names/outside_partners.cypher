MATCH (n:Initiative) WHERE n.generation = $generation AND n.external_partners <> '[]'
RETURN n.id AS id, n.external_partners AS external_partners ORDER BY id
