"""`accord config`: the settings of a folder, and where each value comes from."""
