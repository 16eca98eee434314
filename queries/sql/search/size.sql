-- How many texts there are (none is ever taken out of the index alone).
SELECT rowid AS texts FROM {search} ORDER BY rowid DESC LIMIT 1
