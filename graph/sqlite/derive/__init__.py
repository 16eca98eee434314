"""The derivation of nodes, relations and statistics from claims, for each audience."""
