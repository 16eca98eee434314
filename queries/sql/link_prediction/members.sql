-- The members of each partnership, in order, and the day since when it is known; empty where no source dates it. What two
-- tables say of a partnership is looked up once, not for each member.
SELECT (SELECT json_group_array(m.jurisdiction) FROM partnership_member AS m WHERE m.partnership = p.id) AS members,
       coalesce(k.day, '') AS day
FROM partnership AS p
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative
WHERE (:as_of IS NULL OR coalesce(k.day, '') < :as_of)
  AND EXISTS (SELECT 1 FROM partnership_member AS m WHERE m.partnership = p.id)
ORDER BY p.id
