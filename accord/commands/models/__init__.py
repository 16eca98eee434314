"""`accord model`: the semantic index, trained weights, and evaluation."""
