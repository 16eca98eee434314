"""What the Python API returns, and what it is made with."""
