"""The senders of a document, by its title: one member or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.names.recognizer import mentions
from graph.values import GOVERNING_LEVELS
from graph.vocabulary.jurisdictions import entries
from loaders.layout.sections import bullet, heading_at
from loaders.text.names import name_jurisdiction, same_family, split_names
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from loaders.documents.council_form.achievements import Table
    from loaders.text.lines import Line

TITLE_LINES: Final = 8  # lines at the top among which the sender is looked for
TITLE_WORDS: Final = 20
TITLE_LENGTH: Final = 300
HEADING_WORDS: Final = 14
FEWEST_NAME: Final = 2
SEVERAL: Final = 2
_SMALL: Final = ("gouvernement", "ville", "province")  # how a name begins in the middle of a list
NUMBERED: Final = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]|[A-Z][.)]|#{1,6})\s+(?=\S)")
_PARTED: Final = re.compile(r",\s+|\s[–—-]\s|\s\(")
_MINISTRY: Final = re.compile(
    r"(?:ministère|ministry|department|secretariat|secrétariat|office|bureau|direction|branch|division|service)\b",
    re.IGNORECASE,
)


def find_senders(lines: Sequence[Line], language_rules: Rules) -> list[Line]:
    """The line of the title that says who sends the document, cut to the name, once for each of several."""
    for at, line in enumerate(lines[:TITLE_LINES]):
        heading = heading_at(lines, at, language_rules)
        if _is_text(line) or (heading and heading[0] != "front"):
            return []
        if names := _joint(line.text, language_rules):
            return [replace(line, text=name) for name in names]
        if name := _sender(line.text, language_rules):
            return [replace(line, text=name)]
    return []


def _is_text(line: Line) -> bool:
    """Whether a line is no title: of a list, of a table, or a sentence."""
    in_table = line.lead or line.cell is not None
    is_long = len(line.text) > TITLE_LENGTH or len(line.text.split()) > TITLE_WORDS
    return bool(in_table or is_long or bullet(line.text) or line.text.endswith((".", ";")))


def _joint(text: str, language_rules: Rules) -> list[str]:
    """Those who send a document together: a line that is nothing but their names, or that calls it theirs."""
    bare = NUMBERED.sub("", text).strip(" .:,;–—-")
    if name_jurisdiction(bare, language_rules).known:
        return []
    names = split_names(bare, None, language_rules)
    if len(names) >= SEVERAL and all(name[:1].isupper() or name.split()[0] in _SMALL for name in names):
        known = [name_jurisdiction(name, language_rules) for name in names]
        if all(each.known for each in known) and len({each.id for each in known}) == len(known):
            return names
    if not language_rules.pattern("joint_title").search(straight(bare)):
        return []
    found = [
        each
        for each in mentions(bare, language_rules.language, GOVERNING_LEVELS)
        if each.id and each.kind != "within-name"
    ]
    return [each.text for each in found] if len({each.id for each in found}) >= SEVERAL else []


def _sender(text: str, language_rules: Rules) -> str | None:
    """The senders named in a line of the title: after a label, as the whole line, or as its only jurisdiction."""
    bare = NUMBERED.sub("", text).strip()
    for rule in language_rules.rules("senders"):
        hit = rule.pattern.search(straight(bare))
        if hit and (name := _whole(bare[hit.start("name") : hit.end("name")], language_rules, labelled=True)):
            return name
    if name := _government(bare, language_rules):
        return name
    if name := _whole(bare, language_rules, labelled=False):
        return name
    councils = {one for one, known in entries().items() if known.level == "other" and not known.part_of}
    found = [
        each
        for each in mentions(bare, language_rules.language, GOVERNING_LEVELS)
        if each.id and each.id not in councils
    ]
    named = {each.id for each in found if each.kind in ("name", "abbreviation")}
    return found[0].text if len(named) == 1 and found[0].id in named else None


def _government(text: str, language_rules: Rules) -> str | None:
    """The government named in a line next to one of its ministries: it is the lead, as in running text."""
    parts = _PARTED.split(text)
    if not any(_MINISTRY.match(part) for part in parts):
        return None
    known = ((part, name_jurisdiction(part, language_rules).id) for part in parts if not _MINISTRY.match(part))
    return next((part for part, one in known if one and one in entries() and entries()[one].is_government), None)


def _whole(text: str, language_rules: Rules, *, labelled: bool) -> str | None:
    """A text that is a name and nothing else; behind a label it may be one that no vocabulary knows."""
    name = text.strip(" .:,;–—-")
    if not name[:1].isupper() or len(name.split()) > HEADING_WORDS:
        return None
    named = name_jurisdiction(name, language_rules)
    if named.known:
        return name
    if language_rules.pattern("gathering").search(straight(name)):
        return None  # a summary of a meeting has no sender
    return name if named.id and (named.level_rule or labelled) and len(name.split()) >= FEWEST_NAME else None


def is_of_many(table: Table, senders: Sequence[Line], language_rules: Rules) -> bool:
    """Whether rows have other known leads than the senders, so that the document is a council's, not a member's."""
    own = [name_jurisdiction(sender.text, language_rules).id or "" for sender in senders]
    leads = (name_jurisdiction("\n".join(line.text for line in row.lead), language_rules) for row in table.rows)
    return any(each.known and each.id and not any(same_family(each.id, one) for one in own) for each in leads)
