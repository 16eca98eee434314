UNWIND $prefixes AS prefix
MATCH (k:PostingList) WHERE k.generation = $generation AND k.first < prefix + $end AND k.last >= prefix
UNWIND range(0, size(k.words) - 1) AS at
WITH prefix, k.words[at] AS word, k.texts[at] AS texts WHERE word STARTS WITH prefix
WITH prefix, word, texts ORDER BY prefix, word
RETURN ['prefix', 'word', 'texts'] AS columns, collect([prefix, word, texts]) AS rows
