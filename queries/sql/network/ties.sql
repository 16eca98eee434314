-- Those who work together, by the first of each pair: lists of the others, in order, with the number of partnerships and a
-- claim for each of the two.
SELECT jurisdiction AS one, json_group_array(partner) AS others, json_group_array(n) AS n,
       json_group_array(claim) AS claims, json_group_array(other_claim) AS other_claims
FROM (SELECT * FROM collaboration WHERE partner > jurisdiction ORDER BY jurisdiction, partner)
GROUP BY jurisdiction ORDER BY jurisdiction
