"""Evaluation of extraction against gold files."""
