"""Column mappings: their model, file format, header names and cell dates."""
