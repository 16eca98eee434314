-- partnerships with their initiative and all their members, as known before a day; of some members (:only) or all
SELECT m.partnership, p.initiative, m.jurisdiction, m.claim
FROM partnership_member AS m
JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN known_since AS k ON k.initiative = p.initiative
WHERE (:as_of IS NULL OR coalesce(k.day, '') < :as_of)
  AND m.partnership IN (  -- a list in any case, as in inventory_works
      SELECT o.partnership FROM partnership_member AS o WHERE o.jurisdiction IN (
          SELECT value FROM json_each(coalesce(:only, (SELECT json_group_array(id) FROM jurisdiction)))))
ORDER BY m.partnership, m.role, m.jurisdiction
