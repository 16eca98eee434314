"""Isolation of readers in a worker process with limits."""
