"""Read-only SQL and Cypher that people type, within limits."""
