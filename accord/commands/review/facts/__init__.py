"""`accord review facts` and `accord review fact`: the facts of a node, refused or corrected."""
