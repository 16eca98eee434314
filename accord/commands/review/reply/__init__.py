"""Replies: what readers marked on a page, taken in as decisions."""
