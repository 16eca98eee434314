"""Details of pieces of work that are known: what they are, their themes and status, and what is asked of others."""
