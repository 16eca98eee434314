"""The council's information-sharing analysis, from its lines to all that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.claims import Note, Reading, note
from graph.dates import Found, find_dates, season_of
from graph.errors import SourceError
from graph.model import Source, Unplaced
from graph.text import fold
from loaders.boxes import Box, Boxes, need_boxes, priority_boxes
from loaders.facts import find_asks, is_boilerplate
from loaders.initiatives import TableReader
from loaders.ledger import Ledger
from loaders.names import name_jurisdiction, split_names
from loaders.passage import Hyphens, Passage, join
from loaders.people import has_address, without_people
from loaders.rules import Rules, language_of, rules, straight
from loaders.scene import make_scene
from loaders.sections import Sections, bullet, paragraphs, split_sections
from loaders.table import Table, read_table
from loaders.telling import introduce, tell_need, tell_themes

if TYPE_CHECKING:
    from loaders.lines import Line
    from loaders.reader import File

PROSE = ("front", "priorities", "achievements", "needs", "background")
_HYPHENATED = re.compile(r"[\w’']+(?:-[\w’']+)*")


@dataclass(slots=True)
class Analysis:
    """The reading of one document in the making."""

    file: File
    rules: Rules
    lines: Sequence[Line]
    sections: Sections = field(init=False)
    hyphens: Hyphens = field(init=False)
    ledger: Ledger = field(init=False)
    notes: list[Note] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    removed: int = 0
    placed: set[tuple[int | None, int, int | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hyphens = _hyphens(self.lines, self.rules)
        self.sections = split_sections(self.lines, self.rules)
        for part in PROSE:
            kept = without_people(self.sections.get(part), self.rules)
            self.sections.lines[part] = kept.lines
            self.removed += kept.removed

    def join(self, lines: Sequence[Line]) -> Passage:
        """Running text from lines."""
        return join(lines, self.hyphens)

    def prose(self) -> list[tuple[str, Passage]]:
        """The paragraphs outside the table, each with the part it stands in, without its bullet."""
        groups = [(part, group) for part in PROSE for group in paragraphs(self.sections.get(part))]
        return [(part, self.join(_unmarked(group))) for part, group in groups]


def read_analysis(lines: Sequence[Line], file: File) -> Reading:
    """All that the lines of an analysis state.

    Raises:
        SourceError: they are no such document, or it tells no edition.
    """
    spoken = rules(language_of("\n".join(line.text for line in lines)))
    made = Analysis(file, spoken, lines)
    table = _table(made)
    if not (set(made.sections.found) - {"front", "background"} or table.rows):
        raise SourceError(
            "{file} is text, but not an information-sharing analysis: it has none of its headings (such as “Key "
            "Achievements” or “Issues and Needs”) and no jurisdiction with a list of initiatives.",
            file=file.name,
        )
    _edition(made)
    _counts(made)
    _priorities(made)
    _rows(made, table)
    _needs(made)
    _leave_rest(made)
    if made.removed:
        made.notes.append(
            note("Left out {count} lines with names or addresses of contact persons.", count=made.removed)
        )
    source = Source(
        id=file.id, name=file.name, media_type=file.media_type, language=spoken.language, edition=made.ledger.edition
    )
    return Reading(source=source, claims=made.ledger.claims, unplaced=made.unplaced, notes=made.notes)


def _hyphens(lines: Sequence[Line], spoken: Rules) -> Hyphens:
    found = {word for line in lines for word in _HYPHENATED.findall(line.text.casefold().rstrip("-"))}
    return Hyphens(found, spoken.keep_before, spoken.keep_after)


def _unmarked(group: Sequence[Line]) -> list[Line]:
    mark = bullet(group[0].text)
    if not mark:
        return list(group)
    return [_with_text(group[0], mark[1]), *group[1:]] if mark[1] or len(group) == 1 else list(group[1:])


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text)


def _table(made: Analysis) -> Table:
    """The table of achievements; where it has no heading, the first lead with a list begins it."""
    lines = made.sections.get("table")
    if lines:
        return read_table(lines, made.rules)
    for part in ("achievements", "front", "priorities"):
        table = read_table(made.sections.get(part), made.rules)
        if table.rows and (part == "achievements" or _trusted(table, made.rules)):
            made.sections.lines[part] = table.stray
            table.stray = []
            return table
    return Table()


def _trusted(table: Table, spoken: Rules) -> bool:
    """Whether rows found without any heading have a lead that is known."""
    return any(name_jurisdiction("\n".join(line.text for line in row.lead), spoken).known for row in table.rows)


# --- Edition, date, counts


def _edition(made: Analysis) -> None:
    published = _published(made)
    made_of = _season(made) or (published and _season_of_date(published[1]))
    if not made_of:
        raise SourceError(
            "{file} tells neither its season nor its date. Give it a line such as “Winter 2022” or “February 2022” "
            "below its title.",
            file=made.file.name,
        )
    made.ledger = Ledger(made_of, made.rules.language)
    if published:
        passage, date = published
        made.ledger.say(
            "edition", made_of, "published", date.span.edtf, passage.place(date.at, date.to), "date-below-the-title"
        )


def _published(made: Analysis) -> tuple[Passage, Found] | None:
    """The date that a line on the first page is."""
    for line in made.sections.get("front"):
        passage = made.join([line])
        dates = find_dates(passage.text)
        if dates and len(dates[0].span.edtf) != 4 and dates[0].to - dates[0].at >= len(line.text.strip(" .()")) - 3:
            made.placed.add(line.key)
            return passage, dates[0]
    return None


def _season(made: Analysis) -> str | None:
    """The edition that the council's own words name most often."""
    counts: dict[str, int] = {}
    headings = [made.join([line]) for line in made.sections.headings]
    for passage in [*headings, *(passage for _, passage in made.prose())]:
        flat = straight(passage.text)
        for rule in made.rules.rules("edition"):
            for hit in rule.pattern.finditer(flat):
                edition = f"{hit['year']}-{made.rules.seasons[fold(hit['season'])]}"
                counts[edition] = counts.get(edition, 0) + 1
    return max(counts, key=lambda edition: counts[edition], default=None)


def _season_of_date(date: Found) -> str | None:
    """The season a publication falls in; a season given as its months is that season."""
    year, _, month = date.span.end[:7].partition("-")
    if not month:
        return None
    named, season = season_of(int(year), int(month))
    return f"{named}-{season}"


def _counts(made: Analysis) -> None:
    """How many documents the council received, and who did not submit one."""
    ledger, edition = made.ledger, made.ledger.edition
    received = False
    for _, passage in made.prose():
        flat = straight(passage.text)
        for rule in made.rules.rules("received"):
            if not received and (hit := rule.pattern.search(flat)):
                received = True
                count = str(_number(hit["count"], made.rules))
                ledger.say("edition", edition, "received", count, passage.place(*hit.span()), rule.name)
                made.placed.update(line.key for line in passage.lines)
        for rule in made.rules.rules("missing"):
            if hit := rule.pattern.search(flat):
                _missing(made, passage, hit, rule.name)
                break


def _number(text: str, spoken: Rules) -> int:
    return int(text) if text.isdigit() else spoken.numbers[text.casefold()]


def _missing(made: Analysis, passage: Passage, hit: re.Match[str], rule: str) -> None:
    groups = hit.groupdict()
    key = "names" if groups.get("names") else "names2"
    start, stop = hit.span(key)
    count = _number(groups["count"], made.rules) if groups.get("count") else None
    names = split_names(passage.text[start:stop], count, made.rules)
    made.placed.update(line.key for line in passage.lines)
    at = start
    for name in names:
        found = passage.text.find(name, at)
        at = found if found >= 0 else at
        place = passage.place(at, at + len(name))
        named = name_jurisdiction(name, made.rules)
        if named.id is None:
            made.notes.append(
                note(
                    "“{name}”, which did not submit, may mean {alternatives}.",
                    name=name,
                    alternatives=", ".join(named.alternatives),
                )
            )
            continue
        introduce(made.ledger, named, place, by=None)
        made.ledger.link("edition", made.ledger.edition, "missing", named.id, place, rule)
    if count is not None and count != len(names):
        made.notes.append(
            note("The document says that {count} did not submit, and names {named}.", count=count, named=len(names))
        )


# --- Priorities, rows, needs


def _priorities(made: Analysis) -> None:
    boxes = priority_boxes(made.sections.get("priorities"), made.rules)
    for rank, box in enumerate(boxes.boxes, 1):
        passage = _title(made, box)
        made.ledger.say(
            "edition",
            made.ledger.edition,
            "priority",
            passage.text,
            passage.place(),
            box.rule,
            qualifier=str(rank),
            in_language=True,
        )


def _title(made: Analysis, box: Box) -> Passage:
    made.placed.update(line.key for line in box.title)
    return made.join(box.title)


def _rows(made: Analysis, table: Table) -> None:
    reader = TableReader(made.ledger, made.rules, made.hyphens)
    reader.read(table)
    made.removed += reader.removed
    made.notes.extend(reader.notes)
    for group in [*paragraphs(table.stray), *reader.unplaced]:
        _leave(made, group)


def _needs(made: Analysis) -> None:
    boxes: Boxes = need_boxes(made.sections.get("needs"))
    for box in boxes.boxes:
        title = _title(made, box)
        bodies = [made.join(_unmarked(group)) for group in box.body]
        one = tell_need(made.ledger, "theme", title, box.rule, by=None, reported_by=None, about=None)
        made.placed |= tell_themes(made.ledger, "need", one, title, *bodies, by=None)
    for part, passage in made.prose():
        if part != "needs":
            continue
        for ask in find_asks(make_scene(passage, None, made.rules), made.rules):
            words = passage.part(ask.start, ask.stop)
            one = tell_need(made.ledger, "ask", words, ask.rule, by=ask.tells, reported_by=None, about=None)
            made.placed.update(line.key for line in words.lines)
            tell_themes(made.ledger, "need", one, None, words, by=None)


# --- What is left


def _leave_rest(made: Analysis) -> None:
    """Keep every paragraph of prose that bears out no claim and is no boilerplate."""
    for part in PROSE:
        for group in paragraphs(made.sections.get(part)):
            text = made.join(_unmarked(group)).text
            if not (is_boilerplate(text, made.rules) or any(line.key in made.placed for line in group)):
                _leave(made, group)


def _leave(made: Analysis, lines: Iterable[Line]) -> None:
    kept = [line for line in lines if not has_address(line.text)]
    if kept and any(char.isalnum() for line in kept for char in line.text):
        passage = made.join(_unmarked(kept))
        first = kept[0]
        made.unplaced.append(Unplaced(source=made.file.id, page=first.page, line=first.number, text=passage.text))
