-- Initiatives, without their summaries, for the page of a large graph.
SELECT id, kind, titles, lead, external_partners, status, part_of FROM initiative ORDER BY id
