"""Text: folding, slugs and words, inverse document frequency, and YAML."""
