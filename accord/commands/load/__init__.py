"""Commands that load."""
