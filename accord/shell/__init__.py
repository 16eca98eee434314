"""The shell: a prompt that takes questions by name, Cypher and SQL (`accord shell`)."""
