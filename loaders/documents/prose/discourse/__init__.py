"""The discourse of a document: which piece of work each segment is about, and what it says of it."""
