-- The texts of semantic search: names or titles by language, and summaries (JSON).
SELECT id AS node, 'initiative' AS kind, titles AS texts, summaries FROM initiative
UNION ALL SELECT id, 'need', texts, '{}' FROM need
UNION ALL SELECT id, 'jurisdiction', names, '{}' FROM jurisdiction
UNION ALL SELECT id, 'theme', labels, '{}' FROM theme
ORDER BY node, kind
