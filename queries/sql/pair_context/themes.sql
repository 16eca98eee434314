-- The themes of the initiatives that some jurisdictions take part in (:only, a JSON list), a row for each jurisdiction.
SELECT jurisdiction, json_group_array(theme) AS themes
FROM (SELECT jurisdiction, theme FROM works_on
      WHERE own > 0 AND jurisdiction IN (SELECT value FROM json_each(:only)) ORDER BY jurisdiction, theme)
GROUP BY jurisdiction ORDER BY jurisdiction
