-- Who takes part in which initiative on which theme, as known before a day; of some jurisdictions on some themes (:on,
-- a JSON list of pairs: jurisdiction, theme) or of all (null); at most :most of each on a theme, led ones first, then
-- the latest. Pairs with a theme of :by_theme, a JSON list, are found among the initiatives on it, others among those of
-- the jurisdiction.
WITH wanted AS MATERIALIZED (
    SELECT value ->> 0 AS jurisdiction, value ->> 1 AS theme,
           value ->> 1 IN (SELECT value FROM json_each(:by_theme)) AS by_theme
    FROM json_each(:on)
), found AS MATERIALIZED (  -- from indexes alone: of what is found here few are told
    SELECT p.jurisdiction, p.initiative, p.role, t.theme
    FROM takes_part AS p CROSS JOIN initiative_theme AS t ON t.initiative = p.initiative
    -- always a list, so that its entries are looked up and nothing else is read
    WHERE p.jurisdiction IN (SELECT id FROM jurisdiction WHERE :on IS NULL
                             UNION SELECT jurisdiction FROM wanted WHERE NOT by_theme)
      AND (:on IS NULL OR (p.jurisdiction, t.theme) IN (SELECT jurisdiction, theme FROM wanted WHERE NOT by_theme))
    UNION ALL
    SELECT p.jurisdiction, p.initiative, p.role, t.theme
    FROM (SELECT DISTINCT theme FROM wanted WHERE by_theme) AS w
    CROSS JOIN initiative_theme AS t ON t.theme = w.theme
    CROSS JOIN takes_part AS p ON p.initiative = t.initiative
    -- with a sign, so that not each of the pairs is looked up for each initiative
    WHERE (+p.jurisdiction, +t.theme) IN (SELECT jurisdiction, theme FROM wanted)
), counted AS MATERIALIZED (
    SELECT f.*, row_number() OVER (PARTITION BY f.jurisdiction, f.theme
                                   ORDER BY f.role <> 'lead', k.day DESC, f.initiative, f.role) AS place
    FROM found AS f CROSS JOIN first_evidence AS k ON k.initiative = f.initiative
    WHERE :as_of IS NULL OR k.day < :as_of
)
SELECT w.jurisdiction, w.initiative, w.theme, w.role = 'lead' AS lead, p.claim, t.claim AS theme_claim,
       c.stated OR c.rule IN ('theme-named-in-title', 'theme-hinted-in-title', 'decided-theme') AS named
FROM counted AS w
CROSS JOIN takes_part AS p ON p.initiative = w.initiative AND p.jurisdiction = w.jurisdiction AND p.role = w.role
CROSS JOIN initiative_theme AS t ON t.theme = w.theme AND t.initiative = w.initiative
CROSS JOIN claim AS c ON c.number = t.claim
WHERE :most IS NULL OR w.place <= :most
ORDER BY w.theme, w.jurisdiction, w.initiative, lead DESC
