"""Commands for a server."""
