SELECT id, 'theme' AS kind, label AS name FROM theme WHERE id IN (SELECT value FROM json_each(:nodes))
