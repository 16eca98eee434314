// The number of texts of words, or null, by the first word of the node that each would be in: as words of a node are in
// order, a word is found by steps that become shorter (a node has at most 511).
UNWIND $nodes AS node
MATCH (k:PostingList {first: node[0], generation: $generation})
WITH node[0] AS first, node[1] AS wanted, k.words AS words, k.texts AS texts
RETURN collect([first, [word IN wanted | head(
         [at IN [reduce(at = 0, step IN [256, 128, 64, 32, 16, 8, 4, 2, 1] |
                        CASE WHEN words[at + step] <= word THEN at + step ELSE at END)]
          WHERE words[at] = word | texts[at]])]]) AS found
