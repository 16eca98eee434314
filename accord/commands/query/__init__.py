"""Commands for SQL and Cypher."""
