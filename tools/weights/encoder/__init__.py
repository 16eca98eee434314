"""Fits the text encoder of the reader of free text."""
