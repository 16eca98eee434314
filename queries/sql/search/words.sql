-- The words of the full text that begin so, and in how many texts each stands.
SELECT word, texts FROM {search}_word WHERE word >= :low AND word < :high ORDER BY word
