"""Text blocks from PDF pages: words, orientation, reading order and tables."""
