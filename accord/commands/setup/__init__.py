"""Commands for setting up."""
