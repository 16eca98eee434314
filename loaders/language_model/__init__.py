"""A reader that asks a language model for facts and verifies every answer against the document."""
