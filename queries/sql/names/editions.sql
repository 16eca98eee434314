SELECT id FROM edition ORDER BY rank
