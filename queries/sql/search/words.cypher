// words are in order over all nodes: those with a prefix are in the last node that begins at or before it, and in those
// that begin with it
UNWIND $prefixes AS prefix
CALL {
  WITH prefix
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first <= prefix
  RETURN k ORDER BY k.generation DESC, k.first DESC LIMIT 1
  UNION ALL
  WITH prefix
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first > prefix AND k.first < prefix + $end
  RETURN k
}
WITH prefix, k.words AS words, k.texts AS texts
UNWIND [at IN range(0, size(words) - 1) WHERE words[at] STARTS WITH prefix] AS at
WITH prefix, words[at] AS word, texts[at] AS texts ORDER BY prefix, word
RETURN ['prefix', 'word', 'texts'] AS columns, collect([prefix, word, texts]) AS rows
