"""Forms of answers: tables, JSON, CSV and Markdown."""
