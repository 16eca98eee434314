"""Worker processes: the client side and the worker side of one protocol."""
