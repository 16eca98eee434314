"""The face of Accord: the Python API, the command line, messages in both languages."""
