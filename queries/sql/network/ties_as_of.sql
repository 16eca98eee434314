-- As network/ties, of the partnerships that were known before a day, but for those of more than `:max_members`.
WITH counted AS (
    SELECT m.partnership, m.jurisdiction, m.claim
    FROM partnership AS p
    JOIN partnership_member AS m ON m.partnership = p.id
    LEFT JOIN first_evidence AS k ON k.initiative = p.initiative
    WHERE coalesce(k.day, '') < :as_of
        AND (SELECT count(*) FROM partnership_member AS o WHERE o.partnership = p.id) <= :max_members
)
SELECT one, json_group_array(other) AS others, json_group_array(n) AS n, json_group_array(claim) AS claims,
       json_group_array(other_claim) AS other_claims
FROM (SELECT a.jurisdiction AS one, b.jurisdiction AS other, count(*) AS n, min(a.claim) AS claim,
             min(b.claim) AS other_claim
      FROM counted AS a JOIN counted AS b ON b.partnership = a.partnership AND b.jurisdiction > a.jurisdiction
      GROUP BY a.jurisdiction, b.jurisdiction ORDER BY a.jurisdiction, b.jurisdiction)
GROUP BY one ORDER BY one
