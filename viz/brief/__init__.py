"""The brief of an edition, in four formats."""
