"""The version of Accord, for the build and `accord --version`."""

__version__ = "0.1.0"
