// The first word of each node of words, in order; read from the index alone.
MATCH (k:PostingList) WHERE k.generation = $generation AND k.first >= ''
WITH k.first AS first ORDER BY first
RETURN collect(first) AS words
