"""Check the statements of a memo against a graph."""
