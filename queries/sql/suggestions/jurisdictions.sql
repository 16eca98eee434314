SELECT id, names, level, part_of FROM jurisdiction ORDER BY id
