-- The translations of a word, the likeliest first.
SELECT other, likely FROM {search}_translation WHERE word = :word ORDER BY likely DESC, other LIMIT 8
