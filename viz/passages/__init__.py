"""Original passages: the parts of PDF pages that evidence is from, as pictures in the page."""
