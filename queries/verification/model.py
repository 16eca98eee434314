"""Statements of a memo, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from graph.text.strings import jurisdiction_slug

if TYPE_CHECKING:
    from graph.exchange.memo import MemoPassage

Predicate = Literal["lead", "partner", "sole", "does", "together", "theme", "status", "date", "report", "none"]
Verdict = Literal[
    "supported", "contradicted", "out of date", "not in the graph", "not for this audience", "not understood",
    "not checked"
]  # fmt: skip
VERDICTS: Final[tuple[Verdict, ...]] = (
    "contradicted", "out of date", "not in the graph", "not for this audience", "supported",
    "not understood", "not checked",
)  # fmt: skip
UNREAD: Final = frozenset({"not understood", "not checked"})
WRONG: Final = frozenset({"contradicted", "out of date"})


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party named at `text[start:end]`; `id` is None where neither the vocabulary nor the graph knows it."""

    start: int
    end: int
    name: str
    id: str | None

    @property
    def key(self) -> str:
        """Its identifier, or the one that its name would get."""
        return self.id or jurisdiction_slug(self.name)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement is about, in the words of the memo.

    Attributes:
        text: the words.
        ids: initiatives that have exactly this title.
        start, end: where the words stand in the sentence; 0 and 0 where they stand elsewhere in the memo.
        named: whether they are written as a name: quoted, capitalised, a title of the graph, a heading or a cell.
        assumed: whether only the heading above says so.
        parties: of a name that says only a kind of work, whom the sentence names with it.
        loose: whether it may mean something else than the initiatives, so that these contradict nothing.
    """

    text: str
    ids: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    named: bool = False
    assumed: bool = False
    parties: tuple[NamedParty, ...] = ()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: who leads, takes part or works on what, with whom, when, or who reported.

    Attributes:
        passage: where it stands.
        quote: the sentence or the row, in the words of the memo.
        predicate: what it states; "does" is any work on it, "sole" a list of partners that is complete.
        about: what it may be about, the likeliest first.
        parties: who.
        others: with whom ("together").
        value: a status, a date (EDTF), or the edition of a report.
        kind: the kind of a date; None for a date of any kind.
        negated: whether it denies this.
        past: whether it speaks of the past.
        unreal: of "none", whether it asks, wishes, supposes or quotes somebody.
    """

    passage: MemoPassage
    quote: str
    predicate: Predicate
    about: tuple[Topic, ...] = ()
    parties: tuple[NamedParty, ...] = ()
    others: tuple[NamedParty, ...] = ()
    value: str | None = None
    kind: str | None = None
    negated: bool = False
    past: bool = False
    unreal: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a statement.

    Attributes:
        statement: what was judged.
        predicate: what it states, once it is known whether it is about an initiative or a theme.
        parties: the parties that the verdict is on.
        verdict: the verdict.
        reason: the key of the sentence that explains it (`wording.yaml`).
        values: what fills the sentence.
        initiative: the initiative it is about; None where there is none.
        theme: the theme it is about, likewise.
        evidence: claims that bear the verdict out.
        edition: the edition that bears it out, or in which it was looked for.
        coverage: of what the graph does not have: for each party, whether it reported in that edition.
    """

    statement: Statement
    predicate: Predicate
    parties: tuple[NamedParty, ...]
    verdict: Verdict
    reason: str
    values: Mapping[str, object]
    initiative: str | None = None
    theme: str | None = None
    evidence: tuple[int, ...] = ()
    edition: str | None = None
    coverage: tuple[tuple[str, NamedParty], ...] = ()
