"""A brief as a tagged PDF: fonts, pages, and the structure that programs read aloud."""
