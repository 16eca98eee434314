-- Every pair of members of a partnership, with the number of partnerships and a claim for each, as known before a day.
WITH counted AS (
    SELECT m.partnership, m.jurisdiction, m.claim
    FROM partnership_member AS m
    JOIN partnership AS p ON p.id = m.partnership
    LEFT JOIN first_evidence AS k ON k.initiative = p.initiative
    WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
)
SELECT a.jurisdiction AS one, b.jurisdiction AS other, count(*) AS n, min(a.claim) AS claim, min(b.claim) AS other_claim
FROM counted AS a JOIN counted AS b ON b.partnership = a.partnership AND b.jurisdiction > a.jurisdiction
GROUP BY a.jurisdiction, b.jurisdiction
ORDER BY a.jurisdiction, b.jurisdiction
