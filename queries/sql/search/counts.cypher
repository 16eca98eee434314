UNWIND $words AS word
CALL {
  WITH word
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first <= word
  RETURN k ORDER BY k.generation DESC, k.first DESC LIMIT 1
}
WITH word, k, [at IN range(0, size(k.words) - 1) WHERE k.words[at] = word] AS places WHERE size(places) > 0
WITH word, k.texts[places[0]] AS texts ORDER BY word
RETURN ['word', 'texts'] AS columns, collect([word, texts]) AS rows
