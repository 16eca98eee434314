// With a theme, its initiatives are read, not those of each jurisdiction. Of editions in order so many are read that there
// are enough submissions. Where most of an edition is on the theme, initiatives on the theme are joined with those of the
// editions: to find the edition of one is to read all of its relationships. Relationships lead to one kind of node each: a
// label beside them would be read from every node.
CALL {
  MATCH (e:Edition) WHERE e.generation = $generation AND ($edition IS NULL OR e.id = $edition)
  WITH e, {rank: e.rank, submissions: COUNT { (e)<-[:FOR]-() }} AS size
  WITH collect(e) AS every, collect(size) AS sizes
  UNWIND every AS e
  WITH e, reduce(n = 0, one IN sizes | n + CASE WHEN one.rank < e.rank THEN one.submissions ELSE 0 END) AS earlier
  WHERE $most < 0 OR earlier < $most
  MATCH (e)<-[:FOR]-(s)
  WITH s, e ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, s.jurisdiction
  LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
  RETURN collect(s) AS asked, collect(DISTINCT e) AS editions
}
CALL {
  WITH editions
  UNWIND CASE WHEN $theme IS NULL THEN [] ELSE editions END AS e
  WITH sum(COUNT { (e)<-[:REPORTED_IN]-() }) AS reported
  OPTIONAL MATCH (:Theme {id: $theme, generation: $generation})<-[:WITHIN]-(t)
  WITH reported, sum(COUNT { (t)<-[:ADDRESSES]-() }) AS addressed
  RETURN reported < 4 * addressed AS joined
}
CALL {
  WITH asked
  UNWIND asked AS s
  MATCH (e)<-[:FOR]-(s)-[:BY]->(j)
  RETURN e, j, s, 0 AS themed
  UNION ALL
  WITH editions, joined
  CALL {
    WITH editions, joined
    WITH editions, joined WHERE joined
    MATCH (:Theme {id: $theme, generation: $generation})<-[:WITHIN]-()<-[:ADDRESSES]-(i)-[:REPORTED_IN]->(x:Edition)
    USING JOIN ON i
    WHERE x IN editions
    RETURN DISTINCT i, x
    UNION ALL
    WITH editions, joined
    WITH editions, joined WHERE NOT joined
    MATCH (:Theme {id: $theme, generation: $generation})<-[:WITHIN]-()<-[:ADDRESSES]-(i)
    WITH DISTINCT i, editions
    MATCH (i)-[:REPORTED_IN]->(x) WHERE x IN editions
    RETURN i, x
  }
  WITH x, i, CASE WHEN i.kind = 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END AS one
  MATCH (i)<-[:LEADS|PARTNERS_IN]-(j)
  RETURN x AS e, j, null AS s, count(DISTINCT one) AS themed
}
WITH e, j, head(collect(s)) AS s, max(themed) AS themed WHERE s IS NOT NULL
WITH s, j, e, CASE WHEN $theme IS NULL THEN s.initiatives ELSE themed END AS initiatives
RETURN s.edition AS edition, j.id AS jurisdiction,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       CASE WHEN $theme IS NOT NULL AND initiatives > 0 THEN 'works on this'
            WHEN NOT s.received THEN 'did not report'
            WHEN $theme IS NOT NULL THEN 'reported nothing on this'
            WHEN initiatives > 0 THEN 'reported'
            ELSE 'reported nothing' END AS answer,
       initiatives, CASE WHEN s.received THEN s.approval ELSE null END AS approval, [s.claim] AS evidence
ORDER BY e.rank, CASE WHEN s.received THEN 0 ELSE 1 END, jurisdiction
