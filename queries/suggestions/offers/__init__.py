"""The offers question: what could answer a need."""
