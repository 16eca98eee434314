"""Themes of texts: classification, training and review."""
