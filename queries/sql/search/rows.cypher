UNWIND $words AS wanted
MATCH (f:Posting {word: wanted, generation: $generation}) WHERE f.part = $part
RETURN f.word AS word, f.found AS found
