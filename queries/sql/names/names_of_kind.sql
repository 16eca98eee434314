SELECT text, node FROM name WHERE kind = :kind ORDER BY node, text, language
