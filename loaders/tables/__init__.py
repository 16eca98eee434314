"""Tables: detected columns and mapped rows, as claims."""
