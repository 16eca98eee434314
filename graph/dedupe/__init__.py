"""Deduplication: which nodes are the same, by rules and by human decisions."""
