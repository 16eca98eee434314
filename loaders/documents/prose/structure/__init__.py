"""The structure of free text: its front matter, headings, segments and tables."""
