UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
UNWIND [CASE WHEN i.start_en IS NULL THEN null ELSE ['en', i.name_en] END,
        CASE WHEN i.start_fr IS NULL THEN null ELSE ['fr', i.name_fr] END] AS title
WITH i, title WHERE title IS NOT NULL
RETURN i.id AS node, title[1] AS text ORDER BY node, title[0]
