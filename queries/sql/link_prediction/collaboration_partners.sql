-- The partners of one, and how recent their partnerships are.
SELECT partner, recent FROM works_with WHERE jurisdiction = :of ORDER BY partner
