UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})<-[r:LEADS|PARTNERS_IN]-(j:Jurisdiction)
RETURN i.id AS initiative, j.id AS jurisdiction, CASE type(r) WHEN 'LEADS' THEN 'lead' ELSE 'partner' END AS role,
       r.claim AS claim
ORDER BY initiative, role, jurisdiction
