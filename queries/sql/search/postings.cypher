UNWIND $words AS word
CALL {
  WITH word
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first <= word
  RETURN k ORDER BY k.generation DESC, k.first DESC LIMIT 1
}
WITH word, k, k.words AS words
WITH word, k, [at IN range(0, size(words) - 1) WHERE words[at] = word] AS places WHERE size(places) > 0
RETURN word, k.texts[places[0]] AS texts, k.found[places[0]] AS found ORDER BY word
