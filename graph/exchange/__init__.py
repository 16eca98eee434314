"""A whole graph in other forms: the graph document and NetworkX."""
