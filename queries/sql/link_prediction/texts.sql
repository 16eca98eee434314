-- The titles and summaries of the initiatives of each jurisdiction, as known before a day; at most :most rows.
SELECT p.jurisdiction, i.titles, i.summaries
FROM initiative AS i JOIN takes_part AS p ON p.initiative = i.id
WHERE :as_of IS NULL OR i.id IN (SELECT initiative FROM first_evidence WHERE day < :as_of)
ORDER BY i.id, p.jurisdiction LIMIT :most
