"""Tables as people send them: sheets, delimited text, records; each row read by one mapping."""
