"""`accord source`: the documents that a graph is made from."""
