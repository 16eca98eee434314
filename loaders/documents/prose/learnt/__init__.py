"""What is learnt from labelled documents: which names are pieces of work, and who and when belongs to them."""
