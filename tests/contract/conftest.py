from tests.neo4j_server.fixture import neo4j_server, newer_server

__all__ = ["neo4j_server", "newer_server"]
