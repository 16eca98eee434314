"""Commands that take SQL or Cypher."""
