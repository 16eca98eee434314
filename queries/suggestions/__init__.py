"""Suggestions: opportunities to meet, and offers that answer needs."""
