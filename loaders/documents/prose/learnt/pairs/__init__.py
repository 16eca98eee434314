"""Pairs of a piece of work and a party or date: where both stand, the words there, and what the rules say."""
