"""Documents of text: the council's own forms, and free text of governments."""
