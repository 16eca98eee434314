"""Text blocks from presentations."""
