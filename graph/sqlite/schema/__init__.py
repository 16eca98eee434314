"""The tables, indexes and views of a graph file, and its migrations."""
