"""Readers of interchange formats: graph document, GraphML, IATI and SKOS."""
