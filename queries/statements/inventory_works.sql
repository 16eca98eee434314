-- who takes part in what, on which theme; of some (:only, a JSON list) or all (null), as known before a day; of each
-- on a theme at most :most, what it leads first, then the latest
WITH known AS (
    SELECT i.id, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
), counted AS (
    SELECT p.jurisdiction, p.initiative, t.theme, p.role = 'lead' AS lead, p.claim, t.claim AS theme_claim,
           row_number() OVER (PARTITION BY p.jurisdiction, t.theme
                              ORDER BY p.role <> 'lead', k.day DESC, p.initiative, p.role) AS place
    FROM takes_part AS p
    JOIN known AS k ON k.id = p.initiative
    JOIN initiative_theme AS t ON t.initiative = p.initiative
    -- a list in any case, so that those on it are looked up and the others are not read
    WHERE p.jurisdiction IN (
        SELECT value FROM json_each(coalesce(:only, (SELECT json_group_array(id) FROM jurisdiction))))
      AND (:as_of IS NULL OR k.day < :as_of)
)
SELECT w.jurisdiction, w.initiative, w.theme, w.lead, w.claim, w.theme_claim,
       c.stated OR c.rule = 'theme-named-in-title' AS named
FROM counted AS w JOIN claim AS c ON c.number = w.theme_claim
WHERE :most IS NULL OR w.place <= :most
ORDER BY w.theme, w.jurisdiction, w.initiative, w.lead DESC
