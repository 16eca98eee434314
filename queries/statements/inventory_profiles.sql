-- the themes of what each takes part in, as known before a day; of some (:only, a JSON list)
SELECT DISTINCT p.jurisdiction, t.theme
FROM takes_part AS p CROSS JOIN initiative_theme AS t ON t.initiative = p.initiative
WHERE p.jurisdiction IN (SELECT value FROM json_each(:only))
  AND (:as_of IS NULL OR p.initiative IN (SELECT initiative FROM known_since WHERE day < :as_of))
ORDER BY p.jurisdiction, t.theme
