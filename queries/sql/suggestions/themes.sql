SELECT id, labels FROM theme ORDER BY id
