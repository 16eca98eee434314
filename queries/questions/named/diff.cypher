CALL {
  MATCH (c:Claim)
  WHERE c.generation = $generation AND c.kind = 'initiative' AND c.edition IN [$before, $after]
  UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
  WITH c, c.number + at * c.step AS number, split(c.statements[at], '\t') AS parts, c.statements[at] AS line
  WHERE parts[0] IN ['title', 'status', 'summary', 'lead', 'date']
  WITH c, number, parts, CASE WHEN size(parts) > 4
       THEN substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) ELSE null END AS value
  OPTIONAL MATCH (j:Jurisdiction {id: parts[1], generation: $generation}) WHERE parts[0] = 'lead'
  WITH c.subject AS initiative, c.edition AS edition, number,
       CASE WHEN parts[0] <> 'date' THEN parts[0] WHEN parts[2] = '' THEN 'milestone' ELSE parts[2] END AS attribute,
       CASE WHEN parts[0] IN ['title', 'summary', 'status'] THEN parts[3] ELSE '' END AS language,
       CASE parts[0] WHEN 'date' THEN value ELSE '' END AS position,
       CASE parts[0] WHEN 'lead' THEN coalesce(CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END, parts[1])
                     ELSE value END AS value
  RETURN initiative, edition, attribute, language, position, value, number
  UNION ALL
  MATCH (c:Claim)
  WHERE c.generation = $generation AND c.kind = 'partnership' AND c.edition IN [$before, $after]
  UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] STARTS WITH 'member\t'] AS at
  WITH c, c.number + at * c.step AS number, split(c.statements[at], '\t')[1] AS member,
       split(c.statements[at], '\t')[2] AS role
  MATCH (:Partnership {id: c.subject, generation: $generation})-[:ABOUT]->(i:Initiative)
  MATCH (j:Jurisdiction {id: member, generation: $generation})
  WHERE (i.lead IS NULL OR i.lead <> member) AND role <> 'lead'
  RETURN i.id AS initiative, c.edition AS edition, 'partner' AS attribute, '' AS language, member AS position,
         CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS value, number
}
WITH initiative, edition, attribute, language, position, value, number
ORDER BY number
WITH initiative, edition, attribute, language, position, head(collect(value)) AS value, min(number) AS number
ORDER BY position
WITH initiative, edition, attribute, language, collect(value) AS each, collect(number) AS numbers
WITH initiative, edition, attribute, language, numbers,
     reduce(joined = head(each), one IN tail(each) | joined + ' · ' + one) AS value
WITH initiative, attribute, language,
     head(collect(CASE WHEN edition = $before THEN value ELSE null END)) AS old,
     head(collect(CASE WHEN edition = $after THEN value ELSE null END)) AS new,
     coalesce(head(collect(CASE WHEN edition = $before THEN numbers ELSE null END)), []) AS old_claims,
     head(collect(CASE WHEN edition = $after THEN numbers ELSE null END)) AS new_claims
WHERE $before <> $after AND new IS NOT NULL
  AND (old <> new OR (old IS NULL AND NOT attribute IN ['title', 'summary']))
MATCH (:Initiative {id: initiative, generation: $generation})-[o:REPORTED_IN]->(:Edition {id: $before})
WITH collect({initiative: initiative, attribute: attribute, old: old, new: new,
              old_claims: old_claims, new_claims: new_claims,
              evidence: CASE WHEN size(old_claims) = 0 THEN [o.claim] ELSE old_claims END + new_claims}) AS changes, collect(initiative) AS changed
CALL {
  MATCH (e:Edition {id: $before}) WHERE e.generation = $generation
  RETURN e.rank AS rank
}
CALL {
  MATCH (c:Claim) WHERE c.generation = $generation AND c.kind = 'initiative' AND c.edition = $before
  RETURN collect(DISTINCT [c.subject, c.reported_by]) AS reports
}
CALL {
  MATCH (s:Submission) WHERE s.generation = $generation AND s.edition = $after AND s.received
  RETURN collect(s.jurisdiction) AS reporters
}
CALL {
  WITH changes
  UNWIND changes AS c
  RETURN 'changed' AS change, c.initiative AS initiative, c.attribute AS attribute, c.old AS old, c.new AS new,
         c.evidence AS evidence, null AS reporter, c.old_claims AS old_claims, c.new_claims AS new_claims
  UNION ALL
  WITH changed, reporters, rank, reports
  MATCH (i:Initiative)-[r:REPORTED_IN]->(e:Edition)
  WHERE e.generation = $generation AND e.id IN [$before, $after]
  WITH changed, reporters, rank, reports, i, max(CASE WHEN e.id = $before THEN r.claim ELSE null END) AS old,
       max(CASE WHEN e.id = $after THEN r.claim ELSE null END) AS new
  OPTIONAL MATCH (i)-[r:REPORTED_IN]->(e:Edition) WHERE old IS NULL AND e.id <> $after AND e.rank < rank
  WITH changed, reporters, reports, i, old, new, r ORDER BY e.rank DESC
  WITH changed, reporters, reports, i, old, new, head(collect(r.claim)) AS earlier
  WITH changed, reporters, reports, i, new, coalesce(old, earlier) AS old
  WITH changed, i, old, new,
       CASE WHEN old IS NULL THEN 'new' WHEN new IS NOT NULL THEN 'same'
            WHEN any(one IN reports WHERE one[0] = i.id AND coalesce(one[1], i.lead) IN reporters) THEN 'gone'
            ELSE 'unknown' END AS change
  WHERE change IN ['new', 'gone'] OR ($all AND NOT i.id IN changed)
  RETURN change, i.id AS initiative, null AS attribute, null AS old, null AS new,
         [coalesce(old, new), coalesce(new, old)] AS evidence, null AS reporter, null AS old_claims, null AS new_claims
  UNION ALL
  MATCH (s:Submission) WHERE s.generation = $generation AND s.edition IN [$before, $after]
  WITH s ORDER BY s.edition
  WITH s.jurisdiction AS reporter,
       max(CASE WHEN s.edition = $before THEN CASE WHEN s.received THEN 1 ELSE 0 END ELSE null END) AS was,
       max(CASE WHEN s.edition = $after THEN CASE WHEN s.received THEN 1 ELSE 0 END ELSE null END) AS `is`,
       collect(s.claim) AS evidence
  WHERE coalesce(`is`, 0) <> coalesce(was, 0)
  RETURN CASE `is` WHEN 1 THEN 'new' WHEN 0 THEN 'gone' ELSE 'unknown' END AS change, null AS initiative,
         'report' AS attribute, CASE was WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' ELSE null END AS old,
         CASE `is` WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' ELSE null END AS new, evidence, reporter,
         null AS old_claims, null AS new_claims
}
OPTIONAL MATCH (i:Initiative {id: initiative, generation: $generation})
OPTIONAL MATCH (j:Jurisdiction {id: coalesce(reporter, i.lead), generation: $generation})
WITH change, i, j, attribute, old, new, evidence, reporter, old_claims, new_claims
WHERE i IS NOT NULL OR reporter IS NOT NULL
RETURN change, j.id AS jurisdiction, CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, attribute, old, new, evidence,
       {old: coalesce(old_claims, []), new: coalesce(new_claims, [])} AS cell_claims
ORDER BY CASE change WHEN 'new' THEN 1 WHEN 'changed' THEN 2 WHEN 'gone' THEN 3 WHEN 'unknown' THEN 4 ELSE 5 END,
         CASE WHEN jurisdiction IS NULL THEN 0 ELSE 1 END, jurisdiction,
         CASE WHEN initiative IS NULL THEN 0 ELSE 1 END, initiative,
         CASE WHEN attribute IS NULL THEN 0 ELSE 1 END, attribute, old, new
