UNWIND $initiatives AS wanted
MATCH (:Initiative {id: wanted, generation: $generation})<-[:ABOUT]-(p:Partnership)<-[m:MEMBER_OF]-(j:Jurisdiction)
WITH p.id AS partnership, p.initiative AS initiative, j.id AS jurisdiction, m.claim AS claim, m.role AS role
ORDER BY partnership, role, jurisdiction
RETURN ['partnership', 'initiative', 'jurisdiction', 'claim'] AS columns,
       collect([partnership, initiative, jurisdiction, claim]) AS rows
