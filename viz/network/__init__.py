"""The network diagram: layout, drawing, and pyvis."""
