"""The subcommands of `accord evaluate`."""
