MATCH (n:Initiative) WHERE n.generation = $generation
RETURN n.id AS id, n.kind AS kind, n.titles AS titles, n.lead AS lead, n.external_partners AS external_partners, n.status AS status, n.part_of AS part_of ORDER BY id
