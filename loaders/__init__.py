"""Readers: from a member's document to claims with evidence."""
