"""The search question: query syntax, search by words and semantic search."""
