"""Commands that load documents."""
