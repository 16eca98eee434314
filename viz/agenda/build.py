"""Build the agenda of a plan, and the note for each member, as documents that every format can render."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.text.yaml import load_yaml_file
from queries.questions.wording import format_date, format_edition, join_names
from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run
from viz.brief.wording import one_line

if TYPE_CHECKING:
    from queries.suggestions.agenda.model import Limits, Meeting, Plan


@cache
def load_texts() -> Mapping[str, Mapping[str, Any]]:
    """Return the texts by language."""
    loaded: Mapping[str, Mapping[str, Any]] = load_yaml_file(Path(__file__).parent / "wording.yaml")
    return loaded


@dataclass(frozen=True)
class Agenda:
    """A plan with all that documents say about it.

    Attributes:
        plan: the plan.
        limits: those it keeps to.
        edition: the identifier of the edition.
        day: a day (YYYY-MM-DD) for formats that need one.
        audience: who may read it.
        names: the names of members, by language and identifier.
        choices: how many meetings there were to choose from.
        alone: members without a meeting.
        start: when the first slot begins, where that is known.
        minutes: how long a slot is.
    """

    plan: Plan
    limits: Limits
    edition: str
    day: str
    audience: str
    names: Mapping[str, Mapping[str, str]]
    choices: int
    alone: tuple[str, ...]
    start: datetime | None = None
    minutes: int = 30

    def time_of(self, slot: int) -> datetime | None:
        """Return when a slot begins; None where that is not known."""
        return self.start + timedelta(minutes=slot * self.minutes) if self.start else None

    def members_of(self, meeting: Meeting, language: str, *, without: str | None = None) -> str:
        """Return the names of the members of a meeting as a list."""
        return join_names([self.names[language][one] for one in meeting.members if one != without], language)


def build_agenda(agenda: Agenda, language: str) -> Brief:
    """Return the agenda as a document."""
    texts = load_texts()[language]
    title = texts["title"].format(edition=format_edition(agenda.edition, language))
    return Brief(title, language, agenda.audience, agenda.day, tuple(_agenda_blocks(agenda, language)))


def build_note(agenda: Agenda, member: str, language: str) -> Brief:
    """Return the note for a member as a document."""
    texts = load_texts()[language]
    edition, name = format_edition(agenda.edition, language), agenda.names[language][member]
    title = texts["note_title"].format(edition=edition, member=name)
    return Brief(title, language, agenda.audience, agenda.day, tuple(_note_blocks(agenda, member, language)))


def _agenda_blocks(agenda: Agenda, language: str) -> Iterator[Block]:
    texts, plan = load_texts()[language], agenda.plan
    yield _paragraph(texts["audience"][agenda.audience], language)
    held = sum(map(len, plan.slots))
    if not held:
        yield _paragraph(texts["nothing"], language)
        return
    intro = texts["intro"].format(
        meetings=held, tables=agenda.limits.tables, slots=agenda.limits.slots, choices=agenda.choices
    )
    yield _paragraph(f"{intro} {describe_quality(plan, language)}".rstrip(), language)
    for slot, meetings in enumerate(plan.slots):
        if meetings:
            yield Heading(1, Run(_slot_name(agenda, slot, language), language))
        for table, meeting in enumerate(meetings):
            yield Heading(
                2, Run(texts["table"].format(n=table + 1, members=agenda.members_of(meeting, language)), language)
            )
            yield from _meeting_blocks(meeting, language)
    if agenda.alone:
        yield Heading(1, Run(texts["alone_title"], language))
        names = join_names([agenda.names[language][one] for one in agenda.alone], language)
        yield _paragraph(texts["alone"].format(names=names), language)


def _note_blocks(agenda: Agenda, member: str, language: str) -> Iterator[Block]:
    texts = load_texts()[language]
    mine = agenda.plan.of_member(member)
    yield _paragraph(texts["audience"][agenda.audience], language)
    count = texts["yours_one"] if len(mine) == 1 else texts["yours"].format(n=len(mine))
    yield _paragraph(count if mine else texts["none"], language)
    for slot, table, meeting in mine:
        others = agenda.members_of(meeting, language, without=member)
        heading = texts["with"].format(slot=slot + 1, table=table + 1, members=others)
        when = agenda.time_of(slot)
        yield Heading(1, Run(f"{_moment(when, language)} – {heading}" if when else heading, language))
        yield from _meeting_blocks(meeting, language)


def _meeting_blocks(meeting: Meeting, language: str) -> Iterator[Block]:
    """Yield why a meeting is held, what to open it with, what speaks against it, and where that comes from."""
    texts, row = load_texts()[language], meeting.row
    if sentence := (row["sentences"] or {}).get(language):
        yield _paragraph(sentence, language)
    items = [
        Item((Run(texts[label], language, strong=True), Run(one_line(text), language)))
        for label, column in (("question", "questions"), ("caution", "cautions"))
        if (text := (row[column] or {}).get(language))
    ]
    if sources := list_sources(row):
        items.append(Item((Run(texts["sources"], language, strong=True), Run("; ".join(sources), language))))
    if items:
        yield Listing(tuple(items))


def list_sources(row: Mapping[str, Any]) -> list[str]:
    """Return where the evidence of a suggestion is: the name of each source, with its pages and lines."""
    found: dict[str, list[str]] = {}
    for entry in row["evidence"]:
        place = [
            f"{label} {entry[key]}"
            for key, label in (("page", "p."), ("sheet", ""), ("cell", ""), ("line", "l."))
            if entry.get(key) is not None
        ]
        found.setdefault(str(entry.get("name") or entry["source"]), []).append(" ".join(place).strip())
    comma = ", "
    return [f"{name} ({comma.join(dict.fromkeys(filter(None, places)))})" for name, places in found.items()]


def describe_quality(plan: Plan, language: str) -> str:
    """Return how good a plan is, compared with the best one; nothing where they are nearly the same."""
    texts = load_texts()[language]
    if plan.exact:
        return str(texts["exact"])
    gap = f"{100 * plan.gap:.1f}"
    if gap == "0.0":
        return ""
    return str(texts["gap"].format(gap=gap.replace(".", ",") if language == "fr" else gap))


def _slot_name(agenda: Agenda, slot: int, language: str) -> str:
    texts, when = load_texts()[language], agenda.time_of(slot)
    if when is None:
        return str(texts["slot"].format(n=slot + 1))
    return str(texts["slot_at"].format(n=slot + 1, time=_moment(when, language)))


def _moment(when: datetime, language: str) -> str:
    """Return a day and a time in words: November 3, 2022, 09:00."""
    return f"{format_date(when.date().isoformat(), language)}, {when:%H:%M}"


def _paragraph(text: str, language: str) -> Paragraph:
    return Paragraph((Run(one_line(text), language),))


def list_alone(members: Sequence[str], plan: Plan) -> tuple[str, ...]:
    """Return the members that have no meeting in a plan."""
    busy = {member for slot in plan.slots for meeting in slot for member in meeting.members}
    return tuple(member for member in members if member not in busy)
