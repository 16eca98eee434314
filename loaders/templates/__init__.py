"""Templates that members fill: written in four formats, read back into the same claims, checked cell by cell."""
