-- who was together in which partnership, and since when that is known; empty when nothing tells
SELECT m.jurisdiction, m.partnership, coalesce(k.day, '') AS day
FROM partnership_member AS m
JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN known_since AS k ON k.initiative = p.initiative
WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
ORDER BY m.partnership, m.jurisdiction
