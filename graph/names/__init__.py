"""Names of jurisdictions: normalization, index, resolution, and recognition in running text."""
