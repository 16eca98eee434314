"""Passages of text with their place, and the word lists by language."""
