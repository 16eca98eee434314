"""Claims: statements that a reader extracts from a source, each with its evidence.

Entities are what claims add up to. The predicates, by kind of subject (O: `object` is an identifier,
V: `value` is text, L: `language` applies, Q: `qualifier` applies):

    edition       published V (EDTF) · received V (a number) · submitted O · missing O · priority V L Q (rank)
                  prose V L Q (part of the document and number: the council's own words)
    initiative    kind V · title V L · summary V L · lead O · status V · date V (EDTF) Q (kind of date)
                  part_of O · theme O · external_partner V
    partnership   member O Q (role) · initiative O · theme O · since V · until V
    need          kind V · by O · text V L · theme O · initiative O · prose V L Q (as of an edition)
    jurisdiction  name V L · abbreviation V L · level V · code V Q (code system) · part_of O
    theme         label V L · alternative V L · definition V L · broader O · scheme V

A table makes millions of claims, so `Claim` and `Place` are named tuples. They are validated where they cross a
boundary (`claims_adapter`): when they come back from the process that reads a file, or from a server. The store takes
them in groups (`ClaimGroup`), which are plain tuples: what claims that follow each other have in common is said once.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, Protocol, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter

from graph.model import Approved as Approved
from graph.model import Identifier, Language, Model, Source, Text, Unplaced
from graph.text.strings import slug
from graph.values import MAX_IDENTIFIER_LENGTH

if TYPE_CHECKING:
    from graph.values import Approval

Kind = Literal["edition", "initiative", "partnership", "need", "jurisdiction", "theme"]
Confidence = Annotated[float, Field(ge=0, le=1)]
HASH_DIGITS: Final = 16  # hexadecimal, of a hash that ends a long identifier
# of claims that are handed on at once: in larger batches, they survive into the garbage collector's older generations
GROUPS_PER_BATCH: Final = 1_024

PREDICATES: dict[Kind, frozenset[str]] = {
    "edition": frozenset({"published", "received", "submitted", "missing", "priority", "prose"}),
    "initiative": frozenset(
        {"kind", "title", "summary", "lead", "status", "date", "part_of", "theme", "external_partner"}
    ),
    "partnership": frozenset({"member", "initiative", "theme", "since", "until"}),
    "need": frozenset({"kind", "by", "text", "theme", "initiative", "prose"}),
    "jurisdiction": frozenset({"name", "abbreviation", "level", "code", "part_of"}),
    "theme": frozenset({"label", "alternative", "definition", "broader", "scheme"}),
}


class Place(NamedTuple):
    """The place of a claim in its source: page and line count from 1; `quote` is the source's own words."""

    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    quote: str | None = None

    def known_fields(self) -> dict[str, Any]:
        """Return the fields that apply, by name."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value is not None}


class Claim(NamedTuple):
    """One statement of one source.

    `reported_by` is the jurisdiction whose submission says it, None for the council's own words: together
    with `edition` it decides who may see the claim. `stated` is False where a rule inferred it; `rule` names
    the rule either way. `confidence` (0 to 1) is how sure the rule or model is, where it says so. `proposed`
    is True where the claim is likely but not sure: it becomes a fact when a person accepts it. `accepted` is True
    where a person did, as a graph document says of another graph.
    """

    kind: Kind
    subject: Identifier
    predicate: str
    place: Place
    rule: Text
    object: Identifier | None = None
    value: Text | None = None
    qualifier: str | None = None
    language: Language | None = None
    edition: Identifier | None = None
    reported_by: Identifier | None = None
    stated: bool = True
    confidence: Confidence | None = None
    proposed: bool = False
    accepted: bool = False


# kind, subject, edition, reporter, stated, rule, confidence, proposed, accepted
SubjectKey: TypeAlias = tuple[Kind, str, str | None, str | None, bool, str, float | None, bool, bool]
# page, sheet, cell, line, quote
PlaceKey: TypeAlias = tuple[int | None, str | None, str | None, int | None, str | None]
# predicate, object, value, qualifier, language
Statement: TypeAlias = tuple[str, str | None, str | None, str | None, str | None]
# claims that follow each other about one subject, from one place and by one rule
ClaimGroup: TypeAlias = tuple[SubjectKey, PlaceKey, Sequence[Statement]]


class GroupedClaims(Iterable[Claim]):
    """Claims that are made in groups; whoever wants single ones iterates."""

    @abstractmethod
    def batches(self) -> Iterator[Sequence[ClaimGroup]]:
        """Yield the claims in groups, some thousand at a time."""

    def __iter__(self) -> Iterator[Claim]:
        return (claim for batch in self.batches() for claim in claims_of(batch))


def claims_of(groups: Iterable[ClaimGroup]) -> Iterator[Claim]:
    """Yield the claims of groups."""
    for about, place_key, statements in groups:
        kind, subject, edition, by, stated, rule, confidence, proposed, accepted = about
        place = Place(*place_key)
        for predicate, target, value, qualifier, language in statements:
            yield Claim(
                kind, subject, predicate, place, rule, target, value, qualifier, language, edition, by, stated,
                confidence, proposed, accepted,
            )  # fmt: skip


def iter_batches(claims: Iterable[Claim], size: int = GROUPS_PER_BATCH) -> Iterator[Sequence[ClaimGroup]]:
    """Yield claims in groups, in their order, many at a time; `size` is for claims that are not made in batches."""
    if isinstance(claims, GroupedClaims):
        yield from claims.batches()
        return
    groups = _iter_groups(claims)
    while batch := list(islice(groups, size)):
        yield batch


def _iter_groups(claims: Iterable[Claim]) -> Iterator[ClaimGroup]:
    about: SubjectKey | None = None
    place_key: PlaceKey = (None,) * 5
    last_place: Place | None = None
    statements: list[Statement] = []
    for claim in claims:
        (
            kind, subject, predicate, place, rule, target, value, qualifier, language, edition, by, stated, confidence,
            proposed, accepted,
        ) = claim  # fmt: skip
        key = (kind, subject, edition, by, stated, rule, confidence, proposed, accepted)
        if key != about or (place is not last_place and place != last_place):
            if about:
                yield about, place_key, statements
            statements = []
            if key != about:
                about = key
            if place != last_place:
                place_key = place[:]
            last_place = place
        statements.append((predicate, target, value, qualifier, language))
    if about:
        yield about, place_key, statements


@cache
def claims_adapter() -> TypeAdapter[list[Claim]]:
    """Return the adapter that validates claims and converts them from and to JSON."""
    return TypeAdapter(list[Claim], config=ConfigDict(strict=True))


class Note(Model):
    """Something a reader wants a person to know; `template` is English and the key of its translation.

    Where it counts, `template` is for one and `plural` for any other number, which is `n` among the values.
    """

    template: str
    plural: str | None = None
    values: dict[str, str | int] = Field(default={})


def note(template: str, **values: str | int) -> Note:
    """A note, written as errors are: the template first, then the values that fill it."""
    return Note(template=template, values=values)


def counting_note(one: str, many: str, n: int, **values: str | int) -> Note:
    """A note that counts, with a template for one and another for any other number."""
    return Note(template=one, plural=many, values={"n": n, **values})


class Remarks(Protocol):
    """The results of a reader other than claims: texts that it could not place, and notes."""

    @property
    def unplaced(self) -> list[Unplaced]:
        """Texts that no claim was made of."""

    @property
    def notes(self) -> list[Note]:
        """Notes for a person."""


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """Remarks that are complete."""

    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class ClaimStream(GroupedClaims):
    """Claims that are generated anew each time they are iterated: there may be more of them than memory holds.

    Its remarks are known at the end of the claims; where they are asked for before, the claims are generated once
    to get there.

    Args:
        generate: starts from the first batch of claims; the generator returns the summary at its end.
    """

    def __init__(self, generate: Callable[[], Generator[Sequence[ClaimGroup], None, ReadingSummary]]) -> None:
        self._generate = generate
        self._summary: ReadingSummary | None = None

    def batches(self) -> Iterator[Sequence[ClaimGroup]]:
        """Yield the claims in groups, many at a time."""
        self._summary = yield from self._generate()

    @property
    def summary(self) -> ReadingSummary:
        """The summary at the end of the claims."""
        while self._summary is None:
            for _ in self.batches():
                pass
        return self._summary

    @property
    def unplaced(self) -> list[Unplaced]:
        """Texts that no claim was made of."""
        return self.summary.unplaced

    @property
    def notes(self) -> list[Note]:
        """Notes for a person."""
        return self.summary.notes


@dataclass(frozen=True, slots=True)
class SourceHints:
    """Properties of a source given by a person; they override those of the source itself.

    Attributes:
        sender: the identifier of the jurisdiction that sent it.
        sender_name: its name, where the vocabulary does not know it.
        date: when it was written, as EDTF.
        edition: the identifier of the edition that it belongs to.
        language: ``en`` or ``fr``.
        approval: who may see what it says.
    """

    sender: str | None = None
    sender_name: str | None = None
    date: str | None = None
    edition: str | None = None
    language: str | None = None
    approval: Approval | None = None

    def known_fields(self) -> dict[str, str]:
        """Return the fields that are given, by name."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in values if value is not None}

    def or_else(self, others: SourceHints) -> SourceHints:
        """Return these hints, with those of `others` in the fields that are not given here."""
        mine = self.known_fields()
        if self.sender:
            mine.setdefault("sender_name", "")  # the name that others give is that of another sender
        merged = {**others.known_fields(), **mine}
        return SourceHints(**{name: value for name, value in merged.items() if value})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one source.

    `claims` can be iterated several times. Of a stream, `remarks` are those of the stream. `hints` are what a person
    said of the source when it was loaded.
    """

    source: Source
    claims: Iterable[Claim]
    approvals: list[Approved] = field(default_factory=list)
    remarks: Remarks = field(default_factory=ReadingSummary)
    hints: SourceHints = field(default_factory=SourceHints)

    @property
    def unplaced(self) -> list[Unplaced]:
        """Texts that no claim was made of."""
        return self.remarks.unplaced

    @property
    def notes(self) -> list[Note]:
        """Notes for a person."""
        return self.remarks.notes


def bounded_identifier(identifier: str) -> str:
    """An identifier that is no longer than identifiers may be: the end of a longer one is a hash of the whole.

    >>> len(bounded_identifier("x" * 1000)) == MAX_IDENTIFIER_LENGTH
    True
    """
    if len(identifier) <= MAX_IDENTIFIER_LENGTH:
        return identifier
    ending = f"~{sha256(identifier.encode()).hexdigest()[:HASH_DIGITS]}"
    return identifier[: MAX_IDENTIFIER_LENGTH - len(ending)] + ending


def initiative_id(lead: str, title: str) -> str:
    """The identifier of an initiative: its lead and a slug of the title it was first given.

    >>> initiative_id("CRA", "Facturation électronique")
    'CRA/facturation-electronique'
    """
    return bounded_identifier(f"{lead}/{slug(title)}")


def partnership_id(initiative: str, members: frozenset[str]) -> str:
    """The identifier of a partnership: the initiative it is about and its members, in alphabetical order."""
    return bounded_identifier("+".join([initiative, *sorted(members)]))


def need_id(edition: str, by: str | None, text: str) -> str:
    """The identifier of a need: the edition, the jurisdiction that asks (`several` if none is named) and a slug."""
    return bounded_identifier(f"{edition}/{by or 'several'}/{slug(text)}")
