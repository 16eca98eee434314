"""Pairs of a piece of work and a party, a date or another name: where both stand, and what the rules say."""
