"""Who signs an agreement: lines that name a side, each above where somebody signs for it.

"THE STATE OF MAINE", "FOR THE CITY OF OSLO" or « POUR LA VILLE DE BREST », and below it "By: ______", "Name:" or
« Le Maire ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.parties import find_parties
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.structure.segment import Segment

MAX_WORDS: Final = 14  # of a line that names who signs
MAX_BELOW: Final = 2  # segments below it, among which the first line of a signature stands
_SMALL: Final = frozenset(
    ("of", "the", "and", "for", "on", "de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous", "d", "l",
     "communes", "agglomération")
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDS: Final = re.compile(r"[.;?!]\s*$")


def find_signatories(discourse: DiscourseState) -> Iterator[tuple[int, Segment, Party]]:
    """Yield the parties that sign, each with its segment and the place of that."""
    segments, lexicon = discourse.outline.segments, discourse.lexicon
    for place, segment in enumerate(segments):
        if segment.kind in ("table", "noise") or len(segment.text.split()) > MAX_WORDS or _ENDS.search(segment.text):
            continue
        opening = lexicon.regex("signatory_opening").match(straight(segment.text))
        if opening is None or not (opening["behalf"] or segment.text.isupper()):
            continue
        below = segments[place + 1 : place + 1 + MAX_BELOW]
        if any(lexicon.regex("signature_line").match(straight(one.text)) for one in below):
            party = _party_of(discourse, segment, opening.end())
            if party is not None:
                yield place, segment, party


def _party_of(discourse: DiscourseState, segment: Segment, start: int) -> Party | None:
    """The first party that the rest of a line names; names in capitals are read as they are written in a sentence."""
    if found := [one for one in discourse.annotate(segment).parties if one.end > start]:
        return found[0]
    text = segment.text[start:].rstrip(" :,&")
    if not text.isupper():
        return None
    name = _WORD.sub(lambda hit: hit[0].lower() if hit[0].lower() in _SMALL else hit[0].capitalize(), text)
    parties = find_parties(name, discourse.rules, discourse.names, discourse.lexicon)
    return replace(parties[0], start=start, end=start + len(text)) if parties else None
