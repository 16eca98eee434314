UNWIND $frontier AS wanted
OPTIONAL MATCH (t:Theme {id: wanted, generation: $generation})
OPTIONAL MATCH (j:Jurisdiction {id: wanted, generation: $generation})
RETURN sum(coalesce(t.initiatives, 0) + coalesce(j.initiatives, 0) + coalesce(j.partners, 0)) AS n,
       sum(coalesce(j.initiatives, 0) + coalesce(j.partners, 0)) AS of_jurisdictions
