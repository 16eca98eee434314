"""A whole graph in the formats of other programs, as one audience may see it."""
