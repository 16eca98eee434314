"""What free text names: parties, organisations, dates and titles of work."""
