UNWIND $words AS word
CALL {
  WITH word
  MATCH (t:Translation {word: word, generation: $generation})
  RETURN t.other AS other, t.likely AS likely ORDER BY likely DESC, other LIMIT 8
}
WITH word, other, likely ORDER BY word, likely DESC, other
RETURN ['word', 'other', 'likely'] AS columns, collect([word, other, likely]) AS rows
