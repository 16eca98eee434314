-- The partners of some jurisdictions (:only, a JSON list): a row for each, as a record costs a server more than what it
-- holds.
SELECT jurisdiction, json_group_array(partner) AS partners
FROM (SELECT jurisdiction, partner FROM collaboration
      WHERE jurisdiction IN (SELECT value FROM json_each(:only)) ORDER BY jurisdiction, partner)
GROUP BY jurisdiction ORDER BY jurisdiction
