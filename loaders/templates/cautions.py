"""What in a filled template is probably not as the member means it: entries that were understood, to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.claims import note
from graph.text.strings import fold
from graph.values import LANGUAGES
from loaders.templates.names import jurisdiction_named
from loaders.text.rules import rules, rules_for

if TYPE_CHECKING:
    from graph.claims import Note
    from loaders.templates.form_data import Record, Value

MIN_WORDS: Final = 5  # of a text whose language can be told
_TITLES: Final = ("title", "question")
_TEXTS: Final = (*_TITLES, "summary")
_ITEM: Final = re.compile(r"^\s*(?:[-–•·*▪o]\s+|\(?\d{1,2}[.)]\s+|[a-e]\)\s+)(?=\S)", re.MULTILINE)
_INLINE_ITEM: Final = re.compile(r"(?:^|\s)\(?[12][.)]\s+\S")
_FOOTNOTE: Final = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹†‡]|(?<=\w)\[\d{1,2}\]|(?<=\w)\*{1,3}(?=\s|$)")
_LEVELS: Final = frozenset(
    ("city", "ville", "province", "territory", "territoire", "municipality", "municipalite", "federal", "government",
     "gouvernement", "region")
)  # fmt: skip
_REMARK: Final = re.compile(r"(?P<name>.*\S)\s*\((?P<remark>[^()]*[^\W\d_][^()]*)\)")


class Caution(NamedTuple):
    """Something to look at: the value, its field, what may be wrong and how to mend it."""

    value: Value
    key: str
    wrong: Note
    mend: Note


def find_cautions(record: Record) -> Iterator[Caution]:
    """Yield what is probably not meant so in an initiative or a need."""
    for key, values in record.values.items():
        base, _, own = key.rpartition("_")
        for value in values:
            if base in _TITLES and _are_several(value.text):
                yield Caution(value, key, note("There seem to be several in this field."),
                              note("Give each its own row, table or entry."))  # fmt: skip
            if base in _TEXTS and own in LANGUAGES and is_other_language(value.text, own):
                yield Caution(value, key, note("This text seems to be in the other language."),
                              note("Move it to the field of its language."))  # fmt: skip
            if _FOOTNOTE.search(value.text):
                yield Caution(value, key, note("A mark of a footnote stands here; footnotes are not read."),
                              note("Write what it says into the summary, and remove the mark."))  # fmt: skip


def is_other_language(text: str, own: str) -> bool:
    """Whether a text of some length is clearly in another language than the field says."""
    return len(text.split()) >= MIN_WORDS and rules_for(text, rules(own)).language != own


def remark_behind(name: str, language: str) -> str | None:
    """Return the known name before a remark in brackets ("Ontario (inspiration)"), None where there is no such.

    An identifier, a name, and a word that says which government is meant ("Québec (ville)") are no remarks.
    """
    found = _REMARK.fullmatch(name.strip())
    if found is None or not found["remark"].lstrip()[0].islower() or jurisdiction_named(found["remark"], language).id:
        return None
    if _LEVELS & set(fold(found["remark"]).split()):
        return None
    return found["name"] if jurisdiction_named(found["name"], language).id is not None else None


def _are_several(text: str) -> bool:
    """Whether a title or question holds a list: items, or lines or parts that each begin like one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(_ITEM.findall(text)) > 1 or len(_INLINE_ITEM.findall(text)) > 1:
        return True
    return _begin_like_titles(lines) or _begin_like_titles([part.strip() for part in text.split(";") if part.strip()])


def _begin_like_titles(parts: list[str]) -> bool:
    """Whether there are several parts, each of several words and with a capital at its start."""
    return len(parts) > 1 and all(part[0].isupper() and len(part.split()) > 1 for part in parts)
