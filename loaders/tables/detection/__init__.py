"""What the columns of a table without a mapping mean: detection, and the text of a proposed mapping."""
