-- The number of texts (none is ever removed from the index alone).
SELECT rowid AS texts FROM {search} ORDER BY rowid DESC LIMIT 1
