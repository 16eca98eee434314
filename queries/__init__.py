"""Named questions, scoring and answers."""
