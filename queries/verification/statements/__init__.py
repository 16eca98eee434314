"""Find the statements of a memo: what each sentence and row says of who does what, with whom, when."""
