"""What the review queue shows, and the facts that people can refuse or correct."""
