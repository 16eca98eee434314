"""The forms of the council: its analysis, the submission of a member, and tables of initiatives."""
