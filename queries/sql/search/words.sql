-- Words with a prefix, and the number of texts that contain each.
SELECT word, texts FROM {search}_word WHERE word >= :low AND word < :high ORDER BY word
