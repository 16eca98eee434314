-- The partners of one, and how recent their partnerships are.
SELECT partner, recent FROM collaboration WHERE jurisdiction = :of ORDER BY partner
