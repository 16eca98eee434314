"""`accord server`: copies of a graph on a Neo4j server."""
