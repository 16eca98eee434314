"""Changes of a graph: what changed among its claims, which nodes that affects, and the update of their derived rows."""
