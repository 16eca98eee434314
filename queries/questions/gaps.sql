WITH reports AS (
    SELECT jurisdiction, max(received) AS received, max(claim) AS claim FROM submission GROUP BY jurisdiction
),
themes AS (SELECT DISTINCT theme FROM initiative_theme WHERE :theme IS NULL OR theme = :theme
           UNION SELECT :theme WHERE :theme IS NOT NULL),
peers AS (
    SELECT w.theme, count(*) AS n,
           (SELECT min(it.claim) FROM theme_within AS tw JOIN initiative_theme AS it ON it.theme = tw.theme
            WHERE tw.broader = w.theme) AS claim
    FROM works_on AS w JOIN themes AS t ON t.theme = w.theme
    GROUP BY w.theme
)
SELECT r.jurisdiction, j.name AS jurisdiction_name, p.theme, t.label AS theme_label,
       CASE r.received WHEN 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer,
       p.n AS peers, json_array(r.claim, p.claim) AS evidence
FROM reports AS r
JOIN peers AS p ON p.n >= :peers
JOIN jurisdiction AS j ON j.id = r.jurisdiction
JOIN theme AS t ON t.id = p.theme
WHERE (:for IS NULL OR r.jurisdiction = :for)
    AND NOT EXISTS (SELECT 1 FROM works_on AS w WHERE w.theme = p.theme AND w.jurisdiction = r.jurisdiction)
ORDER BY r.jurisdiction, p.n DESC, p.theme
