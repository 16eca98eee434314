"""Commands about suggestions: decisions on them, and what became of them."""
