SELECT text, folded, node FROM name WHERE kind = :kind ORDER BY node, text, language
