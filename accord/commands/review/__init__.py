"""`accord review`: the queue of uncertain matches and themes, and the decisions of people."""
