-- Fill the lookup tables, after the relations are inserted and indexed. {initiatives} and {partnerships} are conditions on what
-- a change affects, or nothing.

-- the day of an initiative's first evidence: the publication date of its first document (known at least to the month), else
-- its first date, else its first edition; a year or month counts as its first day; empty when nothing is known
INSERT INTO first_evidence
SELECT :audience, i.id, coalesce(substr(coalesce(
           (SELECT min(e.published) FROM initiative_edition AS o
            JOIN edition AS e ON e.id = o.edition AND e.audience = :audience
            WHERE o.initiative = i.id AND o.audience = :audience AND length(e.published) >= 7),
           (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id AND d.audience = :audience),
           (SELECT min(o.edition) FROM initiative_edition AS o
            WHERE o.initiative = i.id AND o.audience = :audience AND o.edition GLOB '[0-9]*')
       ) || '-01-01', 1, 10), '')
FROM initiative AS i WHERE i.audience = :audience {initiatives} ORDER BY i.id;

INSERT INTO partnership_theme
SELECT :audience, partnership, theme, min(claim) FROM (
    SELECT subject AS partnership, object AS theme, first_value(number) OVER (
               PARTITION BY subject, object ORDER BY stated DESC, number) AS claim
    FROM visible_claim WHERE kind = 'partnership' AND predicate = 'theme'
        AND EXISTS (SELECT 1 FROM partnership AS n WHERE n.id = subject AND n.audience = :audience)
    UNION ALL
    SELECT p.id, t.theme, t.claim
    FROM partnership AS p
    CROSS JOIN initiative_theme AS t ON t.audience = :audience AND t.initiative = p.initiative
    WHERE p.audience = :audience {partnerships})
GROUP BY partnership, theme;
