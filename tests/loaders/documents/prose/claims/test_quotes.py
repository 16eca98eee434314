"""Whatever free text says, it is read or refused, and every quote stands in it letter by letter."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import AccordError
from loaders.formats.decode import LIGATURES
from loaders.text.passages import CUT
from tests.helpers.reading import read

SPACE_AND_HYPHEN = re.compile(r"[\s\-\u00ad\ufeff\u200b-\u200f\u2060\x00]+")
FRAGMENTS = """Ontario launched a portal in May 2021.|BETWEEN: THE GOVERNMENT OF YUKON|AND: THE GOVERNMENT OF NUNAVUT
(MOU)|MEMORANDUM OF UNDERSTANDING|made this 9th day of June, 2011|Lead: Health Canada|Partners: Alberta; Manitoba
« Rive sûre »|Action 7: Shared Wells|It is led by Iceland|HALIFAX, NS (May 4, 2021) –|Communiqué|Le projet Rives vertes
avec la Ville de Lévis|For its Frost Alert Service, the City of Regina won the prize|les deux provinces|the two cities
Ministère responsable : Patrimoine canadien|Date de début : 1er mai 2012|tandis que|we signed it with Maine|• |- |: :|"
”|(|Résumé|Agenda|Alberta|Projects|1. Background|le 13 mars dernier|today|aujourd’hui|the Department will open the desk
an|e@example.org|Contact: Jane Roe, 204-555-0199"""
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from([piece for line in FRAGMENTS.split("\n") for piece in line.split("|") if piece]),
    st.sampled_from(["\f", "", "\u00ad", "\u2028", "\u00a0", "\t", "\x1b", "0", "- 0"]),
)


def squeezed(text: str) -> str:
    """Text without spaces, hyphens and invisible characters; ligatures are spelt out, as readers do."""
    return SPACE_AND_HYPHEN.sub("", text.translate(LIGATURES))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["\ufb00", "a:WITH MAINE"], "\n")
@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_any_free_text_is_read_or_refused(pieces, joint):
    text = "Saskatchewan opened the Grid Road Portal in May 2021.\n\n" + joint.join(pieces)
    try:
        reading = read(None, text.encode("utf-8", "surrogatepass"), "any.txt")
    except AccordError:
        return
    source = squeezed(text)
    quotes = [part for claim in reading.claims for part in (claim.place.quote or "").split(CUT)]
    assert not [quote for quote in quotes if squeezed(quote) not in source]
