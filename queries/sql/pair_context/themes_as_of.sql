-- As pair_context/themes, as known before a day.
SELECT jurisdiction, json_group_array(theme) AS themes
FROM (SELECT DISTINCT p.jurisdiction, t.theme
      FROM takes_part AS p
      CROSS JOIN first_evidence AS k ON k.initiative = p.initiative
      CROSS JOIN initiative_theme AS t ON t.initiative = p.initiative
      WHERE p.jurisdiction IN (SELECT value FROM json_each(:only)) AND k.day < :as_of
      ORDER BY p.jurisdiction, t.theme)
GROUP BY jurisdiction ORDER BY jurisdiction
