"""Commands that set up Accord and explain it."""
