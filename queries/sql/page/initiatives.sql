-- What a page of a large graph says of each initiative, without its summary.
SELECT id, kind, titles, lead, external_partners, status, part_of FROM initiative ORDER BY id
