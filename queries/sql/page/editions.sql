-- The editions, the earliest first.
SELECT id, published, language, received FROM edition ORDER BY rank
