MATCH (i:Initiative) WHERE i.generation = $generation AND i.start_en IS NOT NULL AND i.start_fr IS NOT NULL
RETURN DISTINCT i.name_en AS title_en, i.name_fr AS title_fr ORDER BY title_en, title_fr
