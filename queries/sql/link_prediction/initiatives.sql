-- The number of initiatives that each jurisdiction takes part in, as known before a day.
SELECT p.jurisdiction, count(DISTINCT p.initiative) AS n
FROM takes_part AS p
WHERE :as_of IS NULL OR p.initiative IN (SELECT initiative FROM first_evidence WHERE day < :as_of)
GROUP BY p.jurisdiction
ORDER BY p.jurisdiction
