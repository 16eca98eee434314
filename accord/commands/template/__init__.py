"""`accord template`: the form that a member fills in."""
