"""Text blocks from Word documents."""
