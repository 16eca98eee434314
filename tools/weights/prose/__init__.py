"""Fits what the reader of free text has learnt."""
