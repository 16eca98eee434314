MATCH (k:PostingList) WHERE k.generation = $generation AND k.first < $high AND k.last >= $low
UNWIND range(0, size(k.words) - 1) AS at
WITH k.words[at] AS word, k.texts[at] AS texts WHERE word >= $low AND word < $high
RETURN word, texts ORDER BY word
