-- the partners of one, and how recently they worked together
SELECT partner, recent FROM works_with WHERE jurisdiction = :of ORDER BY partner
