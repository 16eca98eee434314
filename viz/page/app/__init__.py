"""The explorer page as an app that hosts of assistants show in a frame (MCP Apps)."""
