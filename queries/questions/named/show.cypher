// What a node may have thousands of is limited before it is sorted with the rest, and not read where what comes before it
// fills the answer: relationships of a node are counted without being read, and each that it leads or is a partner in is a
// row. Relationships lead to one kind of node each: a label beside them would be read from every node.
MATCH (n:Node {id: $node, generation: $generation})
WITH n, COUNT { (n)-[:LEADS]->() } AS led, COUNT { (n)-[:PARTNERS_IN]->() } AS joined
WITH n, $most >= 0 AND led >= $most AS led_fills, $most >= 0 AND led + joined >= $most AS both_fill
CALL {
  WITH n
  MATCH (c:Claim)-[:SUPPORTS]->(n)
  UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
  WITH n, c, c.number + at * c.step AS number, split(c.statements[at], '\t') AS parts, c.statements[at] AS line
  WITH n, c, number, parts[0] AS predicate, CASE parts[1] WHEN '' THEN null ELSE parts[1] END AS object, CASE parts[2] WHEN '' THEN null ELSE parts[2] END AS qualifier,
       CASE parts[3] WHEN '' THEN null ELSE parts[3] END AS language, CASE WHEN size(parts) > 4
            THEN substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) ELSE null END AS value
  WHERE (object IS NULL OR EXISTS { MATCH (k:Node) WHERE k.id = object AND k.generation = $generation })
    AND NOT (n.node_kind IN ['jurisdiction', 'theme']
             AND predicate IN ['name', 'abbreviation', 'level', 'part_of', 'label', 'broader'])
  RETURN 1 AS part, number AS rank, predicate AS attribute, coalesce(object, value) AS value, object, value AS text,
         CASE WHEN predicate IN ['date', 'member'] THEN qualifier ELSE null END AS detail, language,
         c.stated AS stated, c.edition AS edition, number AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (m:Name)-[:NAMES]->(n) WHERE m.form IN ['name', 'abbreviation', 'label']
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(n)
  WHERE any(s IN c.statements WHERE s STARTS WITH m.form + '\t' AND s ENDS WITH '\t' + m.text)
  WITH m, c, [at IN range(0, size(coalesce(c.statements, [])) - 1) WHERE c.statements[at] STARTS WITH m.form + '\t'
              AND c.statements[at] ENDS WITH '\t' + m.text | c.number + at * c.step] AS numbers
  WITH m, min(CASE WHEN c.stated THEN numbers[0] ELSE null END) AS first_stated, min(numbers[0]) AS first_known
  RETURN 0 AS part, CASE m.form WHEN 'name' THEN 1 WHEN 'abbreviation' THEN 2 ELSE 5 END AS rank, m.form AS attribute,
         m.text AS value, null AS object, m.text AS text, null AS detail, m.language AS language, true AS stated,
         null AS edition, coalesce(first_stated, first_known, 0) AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (x:Node {id: n.id, generation: $generation}) WHERE x.level IS NOT NULL
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(n) WHERE any(s IN c.statements WHERE s = 'level\t\t\t\t' + x.level)
  WITH x, c, [at IN range(0, size(coalesce(c.statements, [])) - 1) WHERE c.statements[at] = 'level\t\t\t\t' + x.level
              | c.number + at * c.step] AS numbers
  WITH x, collect(c.stated) AS known, min(CASE WHEN c.stated THEN numbers[0] ELSE null END) AS first_stated,
       min(numbers[0]) AS first_known
  RETURN 0 AS part, 3 AS rank, 'level' AS attribute, x.level AS value, null AS object, x.level AS text, null AS detail,
         null AS language, size(known) = 0 OR any(s IN known WHERE s) AS stated, null AS edition,
         coalesce(first_stated, first_known, 0) AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)-[:PART_OF]->(x:Jurisdiction)
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(n) WHERE any(s IN c.statements WHERE s STARTS WITH 'part_of\t' + x.id + '\t')
  WITH x, c, [at IN range(0, size(coalesce(c.statements, [])) - 1) WHERE c.statements[at] STARTS WITH 'part_of\t' + x.id + '\t'
              | c.number + at * c.step] AS numbers
  WITH x, collect(c.stated) AS known, min(CASE WHEN c.stated THEN numbers[0] ELSE null END) AS first_stated,
       min(numbers[0]) AS first_known
  RETURN 0 AS part, 4 AS rank, 'part_of' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, size(known) = 0 OR any(s IN known WHERE s) AS stated, null AS edition,
         coalesce(first_stated, first_known, 0) AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)-[:BROADER]->(x:Theme)
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(n) WHERE any(s IN c.statements WHERE s STARTS WITH 'broader\t' + x.id + '\t')
  WITH x, c, [at IN range(0, size(coalesce(c.statements, [])) - 1) WHERE c.statements[at] STARTS WITH 'broader\t' + x.id + '\t'
              | c.number + at * c.step] AS numbers
  WITH x, min(CASE WHEN c.stated THEN numbers[0] ELSE null END) AS first_stated, min(numbers[0]) AS first_known
  RETURN 0 AS part, 6 AS rank, 'broader' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, coalesce(first_stated, first_known, 0) AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)-[r:LEADS]->(x)
  WITH r, x ORDER BY x.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN 2 AS part, 1 AS rank, 'leads' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, r.claim AS claim, null AS own_claim
  UNION ALL
  WITH n, led_fills
  WITH n WHERE NOT led_fills
  MATCH (n)-[r:PARTNERS_IN]->(x)
  WITH r, x ORDER BY x.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN 2 AS part, 2 AS rank, 'partner in' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, r.claim AS claim, null AS own_claim
  UNION ALL
  WITH n, both_fill
  WITH n WHERE NOT both_fill
  MATCH (n)-[m:MEMBER_OF]->()<-[r:MEMBER_OF]-(x) WHERE x.id <> n.id
  RETURN 2 AS part, 3 AS rank, 'works with' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, r.claim AS claim, m.claim AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[r:PARTNERS_IN]-(x:Jurisdiction)
  RETURN 2 AS part, 4 AS rank, 'partner' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, r.claim AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[:PART_OF]-(x:Initiative)
  RETURN 2 AS part, 5 AS rank, 'part' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, x.claim AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[:PART_OF]-(x:Jurisdiction)
  RETURN 2 AS part, 6 AS rank, 'organisation' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, 0 AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[:BROADER]-(x:Theme)
  RETURN 2 AS part, 7 AS rank, 'narrower' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, 0 AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[r:ADDRESSES]-(x)
  WITH r, x ORDER BY x.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN 2 AS part, 8 AS rank, 'initiative' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, r.stated AS stated, null AS edition, r.claim AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[r:ON_THEME]-(x:Need)
  WITH r, x ORDER BY x.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN 2 AS part, 9 AS rank, 'need' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, r.stated AS stated, null AS edition, r.claim AS claim, null AS own_claim
  UNION ALL
  WITH n, both_fill
  WITH n WHERE NOT both_fill
  MATCH (n)-[:ASKS]->(x:Need)
  RETURN 2 AS part, 10 AS rank, 'need' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, x.claim AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[:ABOUT]-(x:Need)
  RETURN 2 AS part, 10 AS rank, 'need' AS attribute, x.id AS value, x.id AS object, null AS text, null AS detail,
         null AS language, true AS stated, null AS edition, x.claim AS claim, null AS own_claim
  UNION ALL
  WITH n
  MATCH (n)<-[:BY]-(x:Submission)
  RETURN 2 AS part, 11 AS rank, CASE WHEN x.received THEN 'submitted' ELSE 'missing' END AS attribute,
         x.edition AS value, x.edition AS object, null AS text, null AS detail, null AS language, true AS stated,
         null AS edition, x.claim AS claim, null AS own_claim
}
OPTIONAL MATCH (e:Edition {id: edition, generation: $generation})
WITH n, part, rank, attribute, value, object, text, detail, language, stated, edition, claim, own_claim, e.rank AS nth
ORDER BY CASE WHEN nth IS NULL THEN 0 ELSE nth END DESC, edition DESC, claim
WITH n, part, attribute, value, object, text, detail, language, min(rank) AS rank,
     max(CASE WHEN stated THEN 1 ELSE 0 END) AS stated, head(collect(edition)) AS edition, collect(claim) AS claims,
     collect(CASE WHEN own_claim IS NULL THEN null ELSE [own_claim, claim] END) AS pairs
UNWIND claims AS claim
WITH n, part, attribute, value, object, text, detail, language, rank, stated, edition, pairs, claim ORDER BY claim
WITH n, part, attribute, value, object, text, detail, language, rank, stated, edition, pairs, collect(claim) AS evidence
ORDER BY part, rank, attribute, value, CASE WHEN language IS NULL THEN 0 ELSE 1 END, language
LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
OPTIONAL MATCH (o:Node {id: object, generation: $generation})
WHERE o.node_kind IN ['jurisdiction', 'theme', 'initiative', 'need']
WITH n, part, rank, attribute, value,
     coalesce(CASE $language WHEN 'fr' THEN o.name_fr ELSE o.name_en END, object, text) AS text, detail, language,
     edition, stated, evidence, pairs
ORDER BY part, rank, attribute, value, CASE WHEN language IS NULL THEN 0 ELSE 1 END, language
RETURN ['id', 'kind', 'attribute', 'value', 'text', 'detail', 'language', 'edition', 'stated', 'evidence',
        'pair_claims'] AS columns,
       collect([n.id, n.node_kind, attribute, value, text, detail, language, edition,
                CASE WHEN stated = 1 THEN 'stated' ELSE 'inferred' END, evidence, pairs]) AS rows
