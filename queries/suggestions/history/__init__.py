"""Suggestions where partnerships have a history: organisations ranked by link features, and a topic for each pair."""
