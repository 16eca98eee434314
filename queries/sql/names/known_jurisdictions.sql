SELECT id, names, abbreviations, codes FROM jurisdiction ORDER BY id
