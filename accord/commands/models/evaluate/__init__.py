"""`accord model evaluate`: measures of quality."""
