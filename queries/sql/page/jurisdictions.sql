-- Jurisdictions that another node refers to.
SELECT id, level, names, abbreviations, codes, part_of FROM jurisdiction ORDER BY id
