"""Evaluation of suggestions, search and themes."""
