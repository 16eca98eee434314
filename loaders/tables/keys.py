"""Keys of the data as parts of identifiers: keys that differ, in whatever, are different initiatives."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from graph.text.strings import slug

MAX_REMEMBERED_KEYS: Final = 100_000  # of a table, to note those that look alike
DIGITS: Final = 8  # of a SHA-256 in hexadecimal
_HEXADECIMAL: Final = re.compile(r"[0-9a-f-]{16,}")
_NUMBERING: Final = re.compile(r"[a-z]{0,2}\d{1,3}(-\d{1,3})+")


def key_slug(key: str) -> str:
    """Return a key as part of an identifier.

    Of the keys that a slug would write alike, one has the slug; the others end in digits of their SHA-256. It
    depends on the key alone: another row, which may be withheld or come later, changes nothing.

    >>> key_slug("C-ISC-1018"), key_slug("c-isc-1018"), key_slug("C-ISC - 1018")
    ('c-isc-1018', 'c-isc-1018-b2142532', 'c-isc-1018-b4b73786')
    """
    made = slug(key)
    if key.strip() == usual_key(made):
        return made
    return f"{made}-{sha256(key.strip().encode()).hexdigest()[:DIGITS]}"


def usual_key(made: str) -> str:
    """Return the key that has a slug as it is, which is the most usual of those that could.

    It is in capitals if it has digits (``P123456``), else small (``aafc-aac``), as are UUIDs; short numbers are
    those of headings (``1.2``, ``C1.2``).
    """
    if _NUMBERING.fullmatch(made):
        return made.replace("-", ".").upper()
    is_small = _HEXADECIMAL.fullmatch(made) is not None or not any(map(str.isdecimal, made))
    return made if is_small else made.upper()


class KeysAlike:
    """The keys of a table, to find those that differ in case, accents or separators alone."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def find(self, key: str) -> str | None:
        """Return an earlier key that looks like this one, and remember this one."""
        text = key.strip()
        if len(self._known) >= MAX_REMEMBERED_KEYS:
            self._known.clear()
        other = self._known.setdefault(slug(text), text)
        return other if other != text else None
