-- The members of each partnership, and the day since when it is known; empty where no source dates it. Rows are read in
-- the order of the table, by partnership and member.
SELECT json_group_array(m.jurisdiction) AS members, coalesce(k.day, '') AS day
FROM partnership_member AS m
CROSS JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative
WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
GROUP BY m.partnership
ORDER BY m.partnership
