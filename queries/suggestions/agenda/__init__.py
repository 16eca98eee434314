"""The agenda: which suggested meetings to hold, at which table and when."""
