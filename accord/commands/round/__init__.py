"""`accord round`: a round of reporting, from the templates for its members to the brief of its edition."""
