SELECT what, n, evidence FROM total ORDER BY rank
