"""Document layout: blocks, boxes, sections, tables, and what is omitted."""
