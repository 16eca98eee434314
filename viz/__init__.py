"""What people look at: the explorer page and interchange formats."""
