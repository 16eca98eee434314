"""Commands that share and publish."""
