"""A copy of a memo with a mark on each passage that was checked: a Word document with comments, or a web page."""
