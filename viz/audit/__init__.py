"""Proof that an audience gets nothing of what it may not see: its outputs, compared with those of a reduced graph."""
