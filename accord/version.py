"""The version of Accord, read by the build and by `accord --version`."""

__version__ = "0.1.0"
