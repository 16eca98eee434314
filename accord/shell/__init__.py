"""The interactive shell: questions by name, SQL and Cypher (`accord shell`)."""
