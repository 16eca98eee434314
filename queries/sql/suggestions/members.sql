-- Partnerships with their initiative and all their members, as known before a day.
SELECT m.partnership, p.initiative, m.jurisdiction, m.claim
FROM partnership_member AS m
JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative
WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
ORDER BY m.partnership, m.role, m.jurisdiction
