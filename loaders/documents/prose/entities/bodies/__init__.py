"""Bodies that no vocabulary has: how a text names them, and of which kind they are."""
