UNWIND $words AS word
CALL {
  WITH word
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first <= word
  RETURN k ORDER BY k.generation DESC, k.first DESC LIMIT 1
}
WITH k, collect(word) AS wanted
WITH wanted, k.words AS words, k.texts AS texts
UNWIND [at IN range(0, size(words) - 1) WHERE words[at] IN wanted] AS at
WITH words[at] AS word, texts[at] AS texts ORDER BY word
RETURN ['word', 'texts'] AS columns, collect([word, texts]) AS rows
