"""Evaluate extraction: compare the facts of a reading with gold annotations, kind by kind.

A fact is a tuple of words. Two are the same when they differ in case, accents, spaces and apostrophes at most.
Precision is the share of read facts that are gold, recall the share of gold that was read, F1 their harmonic mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.text.strings import words

if TYPE_CHECKING:
    from graph.claims import Claim, Reading
    from loaders.evaluation.gold import Gold

Fact = tuple[str, ...]
KINDS: Final = (
    "initiatives", "components", "leads", "partners", "external", "dates", "status", "parents", "needs",
    "submissions", "edition",
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """Facts of one kind: found in both, missing from the reading, and extra in it."""

    right: int = 0
    missing: list[Fact] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None where nothing was read."""
        return _share(self.right, self.right + len(self.extra))

    @property
    def recall(self) -> float | None:
        """The share of the gold that was read; None where there is none."""
        return _share(self.right, self.right + len(self.missing))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to compare."""
        return _share(2 * self.right, 2 * self.right + len(self.extra) + len(self.missing))

    def add(self, other: Score) -> None:
        """Count the facts of another document as well."""
        self.right += other.right
        self.missing += other.missing
        self.extra += other.extra


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One document, and how well each kind of fact was read; `failure` where it could not be read at all."""

    document: Path
    scores: dict[str, Score]
    failure: SourceError | None = None


def read_by_rules(data: bytes, name: str) -> Reading:
    """Return what the rules read in a document."""
    from loaders.inputs.read import FileLoader  # here: reading takes the parsers of all formats

    return FileLoader().load_bytes(data, name)[0]


def evaluate(
    golds: Iterable[Gold], kinds: Sequence[str] = KINDS, read: Callable[[bytes, str], Reading] = read_by_rules
) -> list[Judged]:
    """Read each document of each gold and compare, kind by kind of fact.

    Args:
        golds: the gold files.
        kinds: the kinds of facts to compare.
        read: reads the bytes of a document of some name.
    """
    return [_judge(document, gold, kinds, read) for gold in golds for document in gold.documents]


def total(judged: Sequence[Judged]) -> dict[str, Score]:
    """All documents together: each fact counts once, whichever document it is of."""
    made = {kind: Score() for kind in KINDS}
    for each in judged:
        for kind, score in each.scores.items():
            made[kind].add(score)
    return made


def _judge(document: Path, gold: Gold, kinds: Sequence[str], read: Callable[[bytes, str], Reading]) -> Judged:
    wanted = gold_facts(gold)
    try:
        found = read_facts(read(_bytes(document), document.name), undated=_undated(gold))
    except SourceError as error:
        return Judged(document, {kind: Score(missing=sorted(wanted[kind])) for kind in kinds}, error)
    return Judged(document, {kind: _compare(found[kind], wanted[kind]) for kind in kinds})


def _bytes(document: Path) -> bytes:
    try:
        return document.read_bytes()
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=document, reason=str(error)) from error


def _compare(found: set[Fact], wanted: set[Fact]) -> Score:
    return Score(len(found & wanted), sorted(wanted - found), sorted(found - wanted))


def flat(text: str) -> str:
    """A text as facts hold it: its folded words."""
    return " ".join(words(text))


# --- Facts of the gold


def gold_facts(gold: Gold) -> dict[str, set[Fact]]:
    """The facts that a gold file lists, by kind; what a part states counts for the initiative it is part of."""
    made: dict[str, set[Fact]] = defaultdict(set)
    for each in gold.initiatives:
        title = flat(each["title"])
        made["initiatives"].add((title,))
        made["leads"].add((title, each["lead"]))
        groups = each.get("partnerships") or [each.get("partners") or []]
        made["partners"] |= {(title, member) for group in groups for member in group if member != each["lead"]}
        made["external"] |= {(title, flat(name)) for name in each.get("external") or ()}
        dates = [*(each.get("dates") or ()), *([each["date"]] if each.get("date") else ())]
        made["dates"] |= {(title, *str(date).split()) for date in dates}
        if each.get("status"):
            made["status"].add((title, each["status"]))
        if each.get("part_of"):
            made["parents"].add((title, flat(each["part_of"])))
        made["components"] |= {(title, flat(part)) for part in each.get("includes") or ()}
    made["needs"] |= {("theme", flat(text)) for text in gold.get("needs")}
    made["needs"] |= {("ask", ask.get("by") or "", flat(ask.get("initiative") or "")) for ask in gold.get("asks")}
    submitted = gold.get("submitted") if gold.has("submitted") else [each["lead"] for each in gold.initiatives]
    made["submissions"] |= {("submitted", one) for one in submitted} | {("missing", one) for one in gold.get("missing")}
    edition = {key: gold.raw.get(key) for key in ("edition", "published", "received")}
    made["edition"] |= {(key, str(value)) for key, value in edition.items() if value}
    return made


def _undated(gold: Gold) -> bool:
    """Whether the gold gives dates without saying what they are the dates of."""
    return any("date" in each for each in gold.initiatives)


# --- Facts of a reading


def read_facts(reading: Reading, *, undated: bool = False) -> dict[str, set[Fact]]:
    """The facts that a reading's claims are, by kind; `undated`: without the kinds of dates."""
    made: dict[str, set[Fact]] = defaultdict(set)
    known = _Reading(list(reading.claims))
    for one in known.titles:
        title, of = known.titles[one], known.whole(one)
        claims = known.of["initiative", one]
        if one in known.parts:
            made["components"].add((of, title))
        else:
            made["initiatives"].add((title,))
            made["leads"] |= {(title, claim.object or "") for claim in claims["lead"]}
            made["parents"] |= {(title, known.titles.get(claim.object or "", "")) for claim in claims["part_of"]}
            made["status"] |= {(title, claim.value or "") for claim in claims["status"]}
        made["external"] |= {(of, flat(claim.value or "")) for claim in claims["external_partner"]}
        made["dates"] |= {
            (of, claim.value or "", *([] if undated else [claim.qualifier or ""])) for claim in claims["date"]
        }
    made["partners"] = known.partners()
    made["needs"] = known.needs()
    edition = reading.source.edition or ""
    claims = known.of["edition", edition]
    made["submissions"] = {(key, claim.object or "") for key in ("submitted", "missing") for claim in claims[key]}
    made["edition"] = {(key, claim.value or "") for key in ("published", "received") for claim in claims[key]}
    made["edition"] |= {("edition", edition)} if edition else set()
    return made


class _Reading:
    """The claims of a reading by what they are about."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.of: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in claims:
            self.of[claim.kind, claim.subject][claim.predicate].append(claim)
        initiatives = [(one, claims) for (kind, one), claims in self.of.items() if kind == "initiative"]
        self.titles = {one: flat(claims["title"][0].value or "") for one, claims in initiatives if claims["title"]}
        self.parts = {one for one, claims in initiatives if any(claim.value == "component" for claim in claims["kind"])}

    def whole(self, one: str) -> str:
        """The title of an initiative; for a part, that of the initiative it is part of."""
        parent = next((claim.object for claim in self.of["initiative", one]["part_of"]), None)
        return self.titles.get(parent or "", "") if one in self.parts else self.titles.get(one, one)

    def partners(self) -> set[Fact]:
        """Each initiative with each member of its partnerships that is not its lead."""
        found: set[Fact] = set()
        for (kind, _), claims in list(self.of.items()):
            if kind != "partnership":
                continue
            for about in claims["initiative"]:
                one = about.object or ""
                leads = {claim.object for claim in self.of["initiative", one]["lead"]}
                members = {claim.object or "" for claim in claims["member"]} - leads
                found |= {(self.whole(one), member) for member in members}
        return found

    def needs(self) -> set[Fact]:
        """Themes of interest by their text, asks by who asks and the initiative they came with."""
        found: set[Fact] = set()
        for (kind, _), claims in list(self.of.items()):
            if kind != "need":
                continue
            if any(claim.value == "theme" for claim in claims["kind"]):
                found |= {("theme", flat(claim.value or "")) for claim in claims["text"]}
            else:
                by = next((claim.object for claim in claims["by"]), None)
                about = next((claim.object for claim in claims["initiative"]), None)
                found.add(("ask", by or "", self.titles.get(about or "", "")))
        return found
