"""Matching: what initiatives and needs are about, in either language, and how much two of them are alike."""
