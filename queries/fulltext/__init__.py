"""Full-text search: index access, query expansion and ranking."""
