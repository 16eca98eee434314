"""The state of reading free text: what was named last, and what its headings, tables and clauses may ask for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.documents.prose.initiative_candidates import Works

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.preambles import Preamble
    from loaders.documents.prose.entities.party import Names, Party
    from loaders.documents.prose.initiative_candidates import DateFact, Role, RoleFact, Work
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.front import Front
    from loaders.documents.prose.structure.segment import Segment
    from loaders.documents.prose.structure.segments import Outline
    from loaders.text.rules import Rules


@dataclass(slots=True)
class DiscourseState(ABC):
    """The pieces of work of a document so far, and which of them a text without a name is about."""

    outline: Outline
    front: Front
    names: Names
    rules: Rules
    lexicon: Lexicon
    salient: Sequence[str] = ()
    chosen: frozenset[str] = frozenset()  # names of work that the learnt model is sure of
    works: Works = field(default_factory=Works)
    current: Work | None = None
    topic: Work | None = None  # that of the heading above
    headline: Work | None = None  # that of the document
    above: Work | None = None  # that of the heading right above a heading
    last_topic: Work | None = None  # that of the section before
    topics: dict[int, Work] = field(default_factory=dict)  # of sections, what their headings name
    topic_at: int = -1  # the place of the heading of the topic
    speaker: Party | None = None  # the party that a heading or a label names, whose doings follow
    speaker_rank: int = 0  # that of the heading that names it
    listed_role: Role | None = None  # what the parties of the list below a heading are
    listed_in: dict[int, Role] = field(default_factory=dict)  # the same, of each section that has such a heading
    list_role: Role | None = None  # what the parties of the items below a line are ("The partners are:")
    list_about: Work | None = None  # what that list is about, whatever its items name
    list_of_people: bool = False  # whether an item of that list begins with the name of a person
    doers: list[RoleFact] = field(default_factory=list)  # who does what the items below a line name
    done_on: list[DateFact] = field(default_factory=list)  # and when
    items_take_no_part: bool = False  # those below a line: who was in the room, or what is taken into account
    is_calendar: bool = False  # whether the heading announces dates
    preamble: Preamble | None = None  # of the agreement that the document is
    last_sides: list[Party] = field(default_factory=list)
    first_sides: list[RoleFact] = field(default_factory=list)  # the parties that the document first puts side by side
    is_list: bool = False  # whether the heading announces a list of pieces of work
    is_silent: bool = False  # whether the section lists an agenda, persons or links
    waiting: list[DateFact] = field(default_factory=list)  # of a line that says what became of the item below
    named_at: int = -1  # the place of the segment that named a work last
    used: set[int] = field(default_factory=set)  # places of segments that say something of a work
    acts: bool = False  # whether any party does anything
    found: dict[tuple[str, int], list[Party]] = field(default_factory=dict)  # parties of texts
    # by the identity of a segment, which is kept with it, by who speaks, and by how many titles are known
    annotated: dict[tuple[int, Party | None, int], tuple[Segment, Annotated]] = field(default_factory=dict)

    @abstractmethod
    def annotate(self, segment: Segment) -> Annotated:
        """Return the text of a segment with its parties and dates."""

    @abstractmethod
    def named_parties(self, segment: Segment) -> list[Party]:
        """Return the parties that a segment names."""

    @abstractmethod
    def is_party_alone(self, annotated: Annotated) -> bool:
        """Whether a text is the name of a party and no more."""

    @abstractmethod
    def party_alone(self, place: int, segment: Segment, annotated: Annotated) -> None:
        """Read a segment that is the name of a party and no more."""

    @abstractmethod
    def default(self) -> Work | None:
        """Return the work that a clause without a name is about."""

    @abstractmethod
    def clause(
        self, place: int, annotated: Annotated, start: int, stop: int, *, about: Work | None = None,
        in_list: bool = False,
    ) -> None:  # fmt: skip
        """Read one clause."""
