MATCH (i:Initiative) WHERE i.generation = $generation AND NOT EXISTS { MATCH (i)-[:ADDRESSES]->(:Theme) }
RETURN i.id AS id, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title,
       CASE $language WHEN 'fr' THEN i.summary_fr ELSE i.summary_en END AS summary, i.claim AS claim
ORDER BY id LIMIT CASE WHEN $most < 0 THEN 9223372036854775807 ELSE toInteger($most) END
