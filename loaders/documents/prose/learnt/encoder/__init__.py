"""A text encoder: what the words of a document mean where they stand, and what that says of names and of parties."""
