-- The texts that match, jurisdictions and themes first, not ranked.
SELECT rowid AS number FROM {search} WHERE {search} MATCH :match AND (:kind IS NULL OR kind = :kind)
ORDER BY rowid LIMIT :limit
