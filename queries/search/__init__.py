"""The search question: query syntax, and search by words and by meaning."""
