"""What is wrong with the typography of a French text."""

from __future__ import annotations

import re

NO_BREAK, NARROW = "\u00a0", "\u202f"
RULES = {
    "a straight apostrophe": r"'",
    "English or straight quotes": r"[“”\"]",
    "no no-break space before a colon": rf"(?<!{NO_BREAK}):(?=\s|$)",
    "no no-break space within « »": rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»",
    "no narrow no-break space before ; ? !": rf"(?<!{NARROW})[;?!]",
}


def faults(text: str) -> list[str]:
    """The rules that a text breaks."""
    return [fault for fault, pattern in RULES.items() if re.search(pattern, text)]
