-- Who takes part in the initiatives of temp.scope 'part': as derive/inferred_relations.sql, from the initiative on.
INSERT INTO takes_part
SELECT :audience, q.initiative, q.jurisdiction, q.role, min(q.claim) FROM (
    SELECT i.id AS initiative, i.lead AS jurisdiction, 'lead' AS role, i.lead_claim AS claim
    FROM temp.scope AS s
    CROSS JOIN initiative AS i ON i.id = s.id AND i.audience = :audience
    WHERE s.name = 'part' AND i.lead IS NOT NULL
    UNION ALL
    SELECT i.id, m.jurisdiction, 'partner', m.claim
    FROM temp.scope AS s
    CROSS JOIN initiative AS i ON i.id = s.id AND i.audience = :audience
    CROSS JOIN partnership AS p ON p.initiative = i.id AND p.audience = :audience
    CROSS JOIN partnership_member AS m ON m.partnership = p.id AND m.audience = :audience
    WHERE s.name = 'part' AND m.jurisdiction IS NOT i.lead
    UNION ALL
    SELECT w.id, m.jurisdiction, 'partner', m.claim
    FROM temp.scope AS s
    CROSS JOIN initiative AS w ON w.id = s.id AND w.audience = :audience
    CROSS JOIN initiative AS i ON i.part_of = w.id AND i.audience = :audience
    CROSS JOIN partnership AS p ON p.initiative = i.id AND p.audience = :audience
    CROSS JOIN partnership_member AS m ON m.partnership = p.id AND m.audience = :audience
    WHERE s.name = 'part' AND i.kind = 'component' AND m.jurisdiction IS NOT w.lead) AS q
GROUP BY q.initiative, q.jurisdiction, q.role;
