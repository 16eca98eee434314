"""Commands of models and their evaluation."""
