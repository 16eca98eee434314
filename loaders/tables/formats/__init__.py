"""Rows from workbooks, delimited text and records."""
