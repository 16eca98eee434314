-- In how many texts words stand.
SELECT word, texts FROM {search}_word WHERE word IN (SELECT value FROM json_each(:words)) ORDER BY word
