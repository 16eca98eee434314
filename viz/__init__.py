"""What people look at: one self-contained page that shows a graph document."""
