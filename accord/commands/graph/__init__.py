"""The commands of `accord graph`."""
