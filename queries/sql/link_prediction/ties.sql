-- Who works with whom, by the first of each pair: a list of the others, and one of how recent the partnerships with each
-- are. Rows come in the order of the table.
SELECT jurisdiction, json_group_array(partner) AS others, json_group_array(recent) AS recent
FROM collaboration WHERE partner > jurisdiction GROUP BY jurisdiction ORDER BY jurisdiction
