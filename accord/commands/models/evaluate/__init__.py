"""`accord model evaluate`: measure the quality of results."""
