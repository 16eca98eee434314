UNWIND $words AS wanted
MATCH (f:Found {word: wanted, generation: $generation}) WHERE f.part = $part
RETURN f.word AS word, f.found AS found
