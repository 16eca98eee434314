"""Commands for review and approval."""
