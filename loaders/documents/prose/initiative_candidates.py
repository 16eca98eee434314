"""Pieces of work as a document builds them up: a name, who leads, who takes part, when, and what bears it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from loaders.documents.prose.entities.titles import content_words, is_same_title

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.entities.titles import How
    from loaders.documents.prose.lexicon import Label
    from loaders.text.passages import Passage

Role = Literal["lead", "partner", "side"]
# How much a name counts by how it was found; from ASSERTED on the work is asserted, from PROPOSED on proposed.
WEIGHTS: Final[dict[How, float]] = {
    "label": 6, "row": 6, "numbered": 6, "agreement": 3, "award": 3, "quoted": 3, "capitalised": 2.5,
    "classified": 3.25, "salient": 2.25, "heading": 2, "document": 2, "object": 2, "event": 3.25, "purpose": 1.5,
    "learnt": 2,
}  # fmt: skip
ASSERTED: Final = 4.0
PROPOSED: Final = 3.25
ROLE_WEIGHT: Final = 1.5
REPEAT_WEIGHT: Final = 0.75
MAX_REPEATS: Final = 2
CO_MENTION: Final = "co-mention"  # the rule of a party that is only named in the same clause
# The ends of the names of rules: of a label, of a column of a table, and by which each item of a list is a party.
OF_A_LABEL: Final = "-label"
OF_A_COLUMN: Final = "-of-a-column"
OF_A_LIST: Final = "-of-a-list"
NAMED_CONFIDENCE: Final = 0.8  # of a role whose words name the work


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A party that has a role in a piece of work, and the words that say so."""

    party: Party
    role: Role
    passage: Passage
    start: int
    stop: int
    rule: str
    stated: bool
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date of a piece of work, and the words that say so; `front` where they stand before the text."""

    edtf: str
    kind: str
    passage: Passage
    start: int
    stop: int
    rule: str
    stated: bool = True
    front: Place | None = None

    @property
    def place(self) -> Place:
        """Where the words stand."""
        return self.front or self.passage.place(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class StatusFact:
    """How far a piece of work is, and the words that say so; `front` where they stand before the text."""

    value: str
    passage: Passage
    start: int
    stop: int
    rule: str
    stated: bool = True
    front: Place | None = None

    @property
    def place(self) -> Place:
        """Where the words stand."""
        return self.front or self.passage.place(self.start, self.stop)


@dataclass(slots=True)
class Work:
    """A piece of work; `passage[start:end]` is where its name stands."""

    title: str
    how: How
    passage: Passage
    start: int
    end: int
    section: int
    weight: float = 0.0
    aliases: set[str] = field(default_factory=set)
    roles: list[RoleFact] = field(default_factory=list)
    dates: list[DateFact] = field(default_factory=list)
    likely_dates: list[DateFact] = field(default_factory=list)  # of clauses below its name that do not name it
    proposed_roles: list[RoleFact] = field(default_factory=list)  # likely and not sure
    proposed_dates: list[DateFact] = field(default_factory=list)  # likewise
    mentions: int = 1
    parent: Work | None = None
    summary: Passage | None = None
    sentences: list[Passage] = field(default_factory=list)  # that name it, without the names of parties and other work
    status: StatusFact | None = None
    is_component: bool = False
    is_proposed: bool = False  # whether it is likely and not sure
    probability: float | None = None  # that it is a piece of work, where that is learnt
    is_news: bool = False  # whether its name is a headline, which tells what somebody does
    is_record: bool = False  # whether the text right below its name is told of it
    is_plural: bool = False  # whether its name is of several ("two new services")
    is_kind: bool = False  # whether its name has a word that says what kind of work it is
    is_agreement: bool = False  # whether it is a row of a table of agreements
    labels: set[Label] = field(default_factory=set)  # what labels or the columns of a table say of it
    place: int = 0
    names: list[tuple[str, How, Passage, int, int]] = field(default_factory=list)  # other names, with their places

    def __post_init__(self) -> None:
        self.weight = self.weight or WEIGHTS[self.how]
        self.aliases.add(self.title)

    @property
    def is_labelled(self) -> bool:
        """Whether labels or the columns of a table say who leads it or agrees, and when, with whom, how far it is."""
        return (self.is_agreement or "lead" in self.labels) and len(self.labels) > 1

    @property
    def score(self) -> float:
        """How much speaks for its being a piece of work."""
        roles = {
            (f.party.key, f.role != "lead"): f.party.inferred and f.confidence < NAMED_CONFIDENCE
            for f in self.roles
            if f.rule != CO_MENTION
        }
        known = sum(
            sorted((ROLE_WEIGHT / 2 if inferred else ROLE_WEIGHT for inferred in roles.values()), reverse=True)[:2]
        )
        return self.weight + known + REPEAT_WEIGHT * min(self.mentions - 1, MAX_REPEATS) + (0.5 if self.dates else 0)

    def take_name(self, title: str, how: How, passage: Passage, start: int, end: int) -> None:
        """Take a fuller name that the document gives it."""
        self.title, self.how, self.passage, self.start, self.end = title, how, passage, start, end
        self.weight = max(self.weight, WEIGHTS[how])
        self.aliases.add(title)

    def is_called(self, name: str) -> bool:
        """Whether a name is one of its names."""
        return any(is_same_title(name, alias) for alias in self.aliases)

    def add(self, fact: RoleFact) -> None:
        """Add a role, unless the party has it already."""
        if not any(each.party.key == fact.party.key and each.role == fact.role for each in self.roles):
            self.roles.append(fact)

    def add_date(self, fact: DateFact) -> None:
        """Add a date, unless it has it already."""
        if not any(each.edtf == fact.edtf for each in self.dates):
            self.dates.append(fact)

    def absorb(self, other: Work) -> None:
        """Take over the names and facts of another piece of work that is the same."""
        self.aliases |= other.aliases
        self.names += [(other.title, other.how, other.passage, other.start, other.end), *other.names]
        self.mentions += other.mentions
        self.weight = max(self.weight, other.weight)
        for fact in other.roles:
            self.add(fact)
        for date in other.dates:
            self.add_date(date)
        self.likely_dates += other.likely_dates
        self.summary = self.summary or other.summary
        self.status = self.status or other.status
        self.labels |= other.labels

    def parties(self, *roles: Role) -> list[RoleFact]:
        """The facts of some roles."""
        return [fact for fact in self.roles if fact.role in roles]


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of a piece of work: its identifier, and that of who leads it."""

    id: str
    lead: str | None


def is_of_label(work: Work, rule: str) -> bool:
    """Whether a rule read a label or a column of a table, which is certain to say it of the work it describes."""
    return work.is_labelled and rule.endswith((OF_A_LABEL, OF_A_COLUMN))


@dataclass(slots=True)
class Works:
    """The pieces of work of a document, in the order in which it names them."""

    every: list[Work] = field(default_factory=list)

    def called(self, name: str, *, section: int | None = None) -> Work | None:
        """The work that a name means; of several, the one of the same section, or the last."""
        found = [work for work in self.every if work.is_called(name)]
        near = [work for work in found if work.section == section]
        return (near or found)[-1] if found else None

    def add(self, work: Work) -> Work:
        """Add a work, or return the one of the same name."""
        known = self.called(work.title, section=work.section)
        if known:
            known.mentions += 1
            known.aliases.add(work.title)
            if work.weight > known.weight and work.how != "heading":
                known.weight = work.weight
            return known
        work.place = len(self.every)
        self.every.append(work)
        return work

    def of_section(self, section: int) -> Iterator[Work]:
        """The works whose names stand in a section."""
        return (work for work in self.every if work.section == section)


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """The largest share of the words of a name of one that a name of the other has."""
    best = 0.0
    for mine in one:
        for theirs in other:
            a, b = content_words(mine), content_words(theirs)
            if a and b:
                best = max(best, len(a & b) / min(len(a), len(b)))
    return best
