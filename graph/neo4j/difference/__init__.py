"""Push only what changed in a graph file since its last push, in one transaction on the server."""
