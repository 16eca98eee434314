SELECT id, level, part_of FROM jurisdiction ORDER BY id
