"""A parsed document: its blocks of text, and the properties that its format records outside the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, Literal

from graph.dates.parse import find_dates
from graph.text.strings import tidy

if TYPE_CHECKING:
    from loaders.layout.blocks import Block

MAX_VALUE_CHARACTERS: Final = 500
MAX_LIST_CHARACTERS: Final = 2000  # of a value that lists partners
MIN_FILE_YEAR: Final = 1990  # a file "created" earlier carries the zero of some clock, not a date
_ISO_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?=$|[T ])")
_PDF_DATE: Final = re.compile(r"(?:D:)?(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\d{2}){0,3}(?:$|[Zz+'-])")

_DEFAULT_TITLE: Final = re.compile(  # that programs give to a file without one
    r"powerpoint presentation|présentation powerpoint|untitled|sans titre|document\d*|microsoft \w+ - .*",
    re.IGNORECASE,
)

PropertyName = Literal[
    "title", "description", "author", "organization", "sender", "sender_domain", "published", "created", "modified",
    "language", "initiative", "lead", "partner", "term",
]  # fmt: skip
DATE_PROPERTIES: Final = frozenset({"published", "created", "modified"})


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a document, as its format records it.

    Attributes:
        name: what it is, whatever the format calls it.
        value: its value; dates as EDTF (``2020-08-31``).
        key: what the format calls it: ``dc:creator``, ``Date``, ``article:published_time``.
        quote: the words of the source.
        line: the line of the file on which they are, in formats that are text.
    """

    name: PropertyName
    value: str
    key: str
    quote: str
    line: int | None = None


@dataclass(slots=True)
class DocumentProperties:
    """The properties of a document; the same one may be recorded several times.

    `author` and `sender` may be persons: use them only as far as they name a known organisation. `published` is a date
    that the document gives for itself (front matter, the header of a mail); `created` and `modified` are those of its
    file. `initiative` names the work that the document describes; `lead`, `partner` and `term` say who leads it, who
    takes part, and when.
    """

    entries: list[Property] = field(default_factory=list)

    def add(self, name: PropertyName, text: str | None, key: str, line: int | None = None) -> None:
        """Record a property, unless its text is empty or, for a date, not a date."""
        quote = tidy(text or "")[: MAX_LIST_CHARACTERS if name == "partner" else MAX_VALUE_CHARACTERS]
        value = property_date(quote, is_file_date=name != "published") if name in DATE_PROPERTIES else quote
        if (
            value
            and any(char.isalnum() for char in value)
            and not (name == "title" and _DEFAULT_TITLE.fullmatch(value))
        ):
            entry = Property(name, value, key, quote, line)
            if entry not in self.entries:
                self.entries.append(entry)

    def all(self, name: PropertyName) -> list[Property]:
        """Every entry of a property, in the order of the document."""
        return [entry for entry in self.entries if entry.name == name]

    def first(self, name: PropertyName) -> Property | None:
        """The first entry of a property; None where there is none."""
        return next(iter(self.all(name)), None)


@dataclass(slots=True)
class ParsedDocument:
    """A parsed document: its blocks and properties, and the number of the first line of its footnotes."""

    blocks: list[Block]
    properties: DocumentProperties = field(default_factory=DocumentProperties)
    notes_from: int | None = None


def property_date(text: str, *, is_file_date: bool = False) -> str | None:
    """A date as formats write it (ISO 8601, PDF, mail, or words of either language) as EDTF; None for anything else.

    >>> property_date("D:20200831093000-04'00'"), property_date("Mon, 3 Aug 2020 10:00:00 -0400")
    ('2020-08-31', '2020-08-03')
    """
    if found := _ISO_DATE.match(text) or _PDF_DATE.match(text):
        edtf = _calendar_date(*map(int, filter(None, found.group("year", "month", "day"))))
    else:
        edtf = _mail_date(text) or _written_date(text)
    return None if edtf and is_file_date and int(edtf[:4]) < MIN_FILE_YEAR else edtf


def _calendar_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        full = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return full if day else full[:7] if month else full[:4]


def _mail_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written_date(text: str) -> str | None:
    found = find_dates(text)
    if len(found) != 1 or (len(found[0].span.edtf) == len("2020") and found[0].span.edtf != text):
        return None  # a year among other words is what is left of a date that cannot be read
    return found[0].span.edtf
