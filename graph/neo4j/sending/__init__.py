"""Send a whole graph to a Neo4j server: rows in transactions, constraints and indexes, plans of statements."""
