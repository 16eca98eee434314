-- Insert the relations inferred from an audience's nodes and its stated relations.

-- a partner in a component's partnership is a partner in the whole
INSERT INTO takes_part
SELECT :audience, q.initiative, q.jurisdiction, q.role, min(q.claim) FROM (
    SELECT id AS initiative, lead AS jurisdiction, 'lead' AS role, lead_claim AS claim FROM initiative
    WHERE audience = :audience AND lead IS NOT NULL
    UNION ALL
    SELECT i.id, m.jurisdiction, 'partner', m.claim
    FROM partnership AS p
    CROSS JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND m.jurisdiction IS NOT i.lead
    UNION ALL
    SELECT w.id, m.jurisdiction, 'partner', m.claim
    FROM partnership AS p
    CROSS JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
    CROSS JOIN initiative AS w ON w.audience = :audience AND w.id = i.part_of
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND i.kind = 'component' AND m.jurisdiction IS NOT w.lead) AS q
GROUP BY q.initiative, q.jurisdiction, q.role;
