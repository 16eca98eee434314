"""Text blocks from e-mail messages."""
