"""Information extraction: roles, partners, milestones and assertion status from sentences."""
