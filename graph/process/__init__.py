"""Worker processes: the client side and the worker side of one protocol; and what long work says of its progress."""
