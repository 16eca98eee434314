-- who were together in each partnership, and since when that is known; empty when nothing tells. Members are gone
-- through in the order of the table, which is that of partnerships and in these of members
SELECT json_group_array(m.jurisdiction) AS members, coalesce(k.day, '') AS day
FROM partnership_member AS m
CROSS JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN known_since AS k ON k.initiative = p.initiative
WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
GROUP BY m.partnership
ORDER BY m.partnership
