"""The lead that an item says it has: "Tenant portal – Lead: Ontario. Delivered …", "(led by the City of Regina)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.text.names import Named, name_jurisdiction
from loaders.text.passages import STOP
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.text.passages import Passage
    from loaders.text.rules import Rules

WITHIN: Final = 400  # characters of an item within which it says who leads it
ALONE: Final = "alone"  # of rules without a label, which apply only to documents without a sender
TITLE_WORDS: Final = 15
_LEFT_OVER: Final = f" –—-:(,;.{STOP}"
_ENDED: Final = re.compile(rf"[.!?{STOP}]\s")


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item without the words that name its lead, and the lead, if it names one that is known."""

    passage: Passage
    lead: Named | None = None
    place: Place | None = None


def split_item_lead(passage: Passage, rules: Rules, *, alone: bool) -> ItemText:
    """The lead that an item names; `alone`: the document has no sender, so that a name in that place is enough."""
    flat = straight(passage.text[:WITHIN])
    for rule in rules.rules("item_leads"):
        if rule.only == ALONE and not alone:
            continue
        hit = rule.pattern.search(flat)
        if hit and (named := name_jurisdiction(passage.text[slice(*hit.span("name"))], rules)).known:
            start, stop = hit.start("said"), hit.end()
            title = passage.text[:start].rstrip(_LEFT_OVER)
            is_title = bool(title) and not _ENDED.search(title) and len(title.split()) <= TITLE_WORDS
            if is_title or stop >= len(passage.text):
                start = len(title)
            left = passage.without([(start, stop)], closing=STOP if is_title else "")
            return ItemText(left, named, passage.place(*hit.span("name")))
    return ItemText(passage)
