"""A graph as nodes and edges, for tools that draw and measure networks."""
