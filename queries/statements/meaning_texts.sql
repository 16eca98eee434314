-- The texts that search by meaning compares: what each thing is called in each language, and how a summary begins.
SELECT i.id AS node, 'initiative' AS kind, t.value AS text FROM initiative AS i, json_each(i.titles) AS t
UNION
SELECT i.id, 'initiative', coalesce(i.titles ->> s.key || ': ', '') || substr(s.value, 1, 300)
FROM initiative AS i, json_each(i.summaries) AS s
UNION
SELECT d.id, 'need', t.value FROM need AS d, json_each(d.texts) AS t
UNION
SELECT j.id, 'jurisdiction', t.value FROM jurisdiction AS j, json_each(j.names) AS t
UNION
SELECT h.id, 'theme', t.value FROM theme AS h, json_each(h.labels) AS t
ORDER BY node, kind, text
