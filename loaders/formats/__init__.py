"""Text blocks from file formats: HTML, Markdown, XML and their encodings."""
