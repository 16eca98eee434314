-- the titles and summaries of what each takes part in, as known before a day; at most :most initiatives
WITH known AS (
    SELECT i.id, i.titles, i.summaries, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT p.jurisdiction, k.titles, k.summaries
FROM known AS k JOIN takes_part AS p ON p.initiative = k.id
WHERE :as_of IS NULL OR k.day < :as_of
ORDER BY k.id, p.jurisdiction LIMIT :most
