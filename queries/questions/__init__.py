"""Questions: their files, parameters and answers."""
