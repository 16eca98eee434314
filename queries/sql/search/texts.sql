-- Texts by number.
SELECT rowid AS number, node, kind, title, body, about FROM {search}
WHERE rowid IN (SELECT value FROM json_each(:numbers)) ORDER BY rowid
