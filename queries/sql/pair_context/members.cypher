UNWIND $initiatives AS wanted
MATCH (:Initiative {id: wanted, generation: $generation})<-[:ABOUT]-(p:Partnership)<-[m:MEMBER_OF]-(j:Jurisdiction)
RETURN p.id AS partnership, p.initiative AS initiative, j.id AS jurisdiction, m.claim AS claim
ORDER BY partnership, m.role, jurisdiction
