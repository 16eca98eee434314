"""The evaluations: each file here is a command below `accord evaluate`, by its name."""
