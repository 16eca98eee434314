"""The vocabulary: jurisdictions, themes and word translations, as data."""
