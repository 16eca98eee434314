"""Disposable copies of a graph file, kept beside it until the graph changes."""
