-- Initiatives without a theme; :most of them (-1: all).
SELECT i.id, i.title, i.summary, i.claim FROM initiative AS i
WHERE NOT EXISTS (SELECT 1 FROM initiative_theme AS t WHERE t.initiative = i.id) ORDER BY i.id LIMIT :most
