WITH asked AS (
    SELECT s.edition, s.jurisdiction, s.received, s.approval, s.claim, s.initiatives, e.rank
    FROM submission AS s JOIN edition AS e ON e.id = s.edition
    WHERE :edition IS NULL OR s.edition = :edition
    ORDER BY e.rank, s.received DESC, s.jurisdiction
    LIMIT :most
),
counted AS (
    SELECT a.edition, a.jurisdiction, a.received, a.approval, a.claim, a.rank,
           CASE WHEN :theme IS NULL THEN a.initiatives ELSE (
               SELECT count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END)
               FROM works_on AS w
               CROSS JOIN takes_part AS p ON p.jurisdiction = w.jurisdiction
               CROSS JOIN initiative_edition AS ie ON ie.initiative = p.initiative AND ie.edition = a.edition
               CROSS JOIN initiative AS i ON i.id = p.initiative
               WHERE w.theme = :theme AND w.jurisdiction = a.jurisdiction AND EXISTS (
                   SELECT 1 FROM theme_within AS n CROSS JOIN initiative_theme AS t
                       ON t.theme = n.theme AND t.initiative = p.initiative WHERE n.broader = :theme)) END AS initiatives
    FROM asked AS a
)
SELECT c.edition, c.jurisdiction, j.name AS jurisdiction_name,
       CASE WHEN :theme IS NOT NULL AND c.initiatives > 0 THEN 'works on this'
            WHEN c.received = 0 THEN 'did not report'
            WHEN :theme IS NOT NULL THEN 'reported nothing on this'
            WHEN c.initiatives > 0 THEN 'reported'
            ELSE 'reported nothing' END AS answer,
       c.initiatives, CASE c.received WHEN 1 THEN c.approval END AS approval, json_array(c.claim) AS evidence
FROM counted AS c
JOIN jurisdiction AS j ON j.id = c.jurisdiction
ORDER BY c.rank, c.received DESC, c.jurisdiction
