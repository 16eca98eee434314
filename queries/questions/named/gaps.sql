-- Of one edition, what its reports say is compared; else what the graph holds.
WITH reports AS (
    SELECT jurisdiction, max(received) AS received, max(claim) AS claim FROM submission
    WHERE :edition IS NULL OR edition = :edition
    GROUP BY jurisdiction
),
reported AS MATERIALIZED (
    SELECT DISTINCT w.broader AS theme, p.jurisdiction
    FROM initiative_edition AS e
    CROSS JOIN initiative_theme AS t ON t.initiative = e.initiative
    JOIN theme_within AS w ON w.theme = t.theme
    JOIN takes_part AS p ON p.initiative = e.initiative
    WHERE e.edition = :edition
),
working AS NOT MATERIALIZED (
    SELECT theme, jurisdiction FROM works_on WHERE :edition IS NULL
    UNION ALL
    SELECT theme, jurisdiction FROM reported
),
themes AS (SELECT DISTINCT theme FROM initiative_theme WHERE :theme IS NULL OR theme = :theme
           UNION SELECT :theme WHERE :theme IS NOT NULL),
peers AS (
    SELECT w.theme, count(*) AS n,
           (SELECT min(it.claim) FROM theme_within AS tw JOIN initiative_theme AS it ON it.theme = tw.theme
            WHERE tw.broader = w.theme
                AND (:edition IS NULL OR EXISTS (SELECT 1 FROM initiative_edition AS e
                                                 WHERE e.initiative = it.initiative AND e.edition = :edition))) AS claim
    FROM working AS w JOIN themes AS t ON t.theme = w.theme
    GROUP BY w.theme
),
levels AS (
    SELECT w.theme, j.level, count(*) AS n
    FROM working AS w JOIN themes AS t ON t.theme = w.theme JOIN jurisdiction AS j ON j.id = w.jurisdiction
    GROUP BY w.theme, j.level
),
common AS ( -- how many themes each other one has in common with the one that is asked for
    SELECT w.jurisdiction, count(*) AS n
    FROM working AS mine JOIN working AS w ON w.theme = mine.theme AND w.jurisdiction <> mine.jurisdiction
    WHERE mine.jurisdiction = :for GROUP BY w.jurisdiction
),
alike AS (
    SELECT w.theme, j.id AS jurisdiction, j.name,
           row_number() OVER (PARTITION BY w.theme
                              ORDER BY j.level <> me.level, coalesce(c.n, 0) DESC, j.id) AS place
    FROM working AS w
    JOIN themes AS t ON t.theme = w.theme
    JOIN jurisdiction AS j ON j.id = w.jurisdiction
    JOIN jurisdiction AS me ON me.id = :for
    LEFT JOIN common AS c ON c.jurisdiction = w.jurisdiction
),
named AS (
    SELECT a.theme, a.name, a.place,
           (SELECT min(it.claim) FROM takes_part AS p
            JOIN initiative_theme AS it ON it.initiative = p.initiative
            JOIN theme_within AS tw ON tw.theme = it.theme AND tw.broader = a.theme
            WHERE p.jurisdiction = a.jurisdiction
                AND (:edition IS NULL OR EXISTS (SELECT 1 FROM initiative_edition AS e
                                                 WHERE e.initiative = p.initiative AND e.edition = :edition))) AS claim
    FROM alike AS a WHERE a.place <= 3
)
SELECT r.jurisdiction, j.name AS jurisdiction_name, p.theme, t.label AS theme_label,
       CASE r.received WHEN 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer,
       p.n AS peers, coalesce(l.n, 0) AS same_level,
       (SELECT group_concat(name, ' · ') FROM (
            SELECT n.name FROM named AS n WHERE n.theme = p.theme ORDER BY n.place)) AS most_alike,
       CASE WHEN :for IS NULL THEN json_array(r.claim, p.claim)
            ELSE (SELECT json_group_array(claim) FROM (
                SELECT r.claim AS claim
                UNION ALL SELECT claim FROM (SELECT n.claim FROM named AS n WHERE n.theme = p.theme ORDER BY n.place)))
       END AS evidence
FROM reports AS r
JOIN peers AS p ON p.n >= :peers
JOIN jurisdiction AS j ON j.id = r.jurisdiction
JOIN theme AS t ON t.id = p.theme
LEFT JOIN levels AS l ON l.theme = p.theme AND l.level = j.level
WHERE (:for IS NULL OR r.jurisdiction = :for)
    AND NOT EXISTS (SELECT 1 FROM working AS w WHERE w.theme = p.theme AND w.jurisdiction = r.jurisdiction)
ORDER BY r.jurisdiction, same_level DESC, p.n DESC, p.theme
