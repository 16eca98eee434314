"""Input files: paths, archives, and the choice of a reader."""
