-- The number of texts that contain each word.
SELECT word, texts FROM {search}_word WHERE word IN (SELECT value FROM json_each(:words)) ORDER BY word
