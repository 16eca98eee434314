"""The explorer page, the network drawing and the brief."""
