"""The council's information-sharing analysis, from its lines to all that they state."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.values import LANGUAGES
from loaders.documents.claim_groups import add_need, add_themes
from loaders.documents.council_form.achievements import Table, read_table
from loaders.documents.council_form.context import PROSE, DocumentContext
from loaders.documents.council_form.council_prose import add_prose
from loaders.documents.council_form.edition import read_counts, read_edition
from loaders.documents.council_form.initiatives import TableReader
from loaders.documents.council_form.listed_asks import find_listed_asks
from loaders.documents.council_form.senders import find_senders, is_of_many
from loaders.documents.council_form.submission import read_member_submission
from loaders.extraction.annotation import make_scene
from loaders.extraction.initiative_facts import find_asks, is_boilerplate
from loaders.layout.boxes import Box, Boxes, need_boxes, priority_boxes
from loaders.layout.sections import heading_at, paragraphs, unmarked
from loaders.text.names import name_jurisdiction
from loaders.text.other_language import without_mark
from loaders.text.rules import Rules, language_of, rules

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.text.lines import Line
    from loaders.text.passages import Passage

FEWEST_LINES: Final = 3  # of an inventory: a title and two items
FEWEST_PARTS: Final = 3  # headings of different parts that determine the language of a document, whatever its words


def read_analysis(lines: Sequence[Line], file: File, *, tabled: bool = False) -> Reading:
    """Read the lines of an analysis, or of a member's own submission.

    `tabled`: a table that is no part of the lines holds initiatives, so that single paragraphs are about them.

    Raises:
        SourceError: they are no such document, or it tells no edition.
    """
    language_rules = rules(_language(lines))
    made = DocumentContext(file, language_rules, lines)
    unread = made.copied()
    senders = find_senders(lines, language_rules)
    table = _table(made)
    is_empty = not (set(made.sections.found) - {"front", "background"} or table.rows)
    is_sent = bool(senders) and not is_of_many(table, senders, language_rules)
    may_list = is_empty and len(lines) >= FEWEST_LINES
    if (is_sent or may_list) and (sent := read_member_submission(unread, senders, tabled=tabled)):
        return sent
    if is_empty:
        raise SourceError(
            "{file} is text, but not an information-sharing analysis: it has none of its headings (such as “Key "
            "Achievements” or “Issues and Needs”) and no jurisdiction with a list of initiatives.",
            file=file.name,
        )
    read_edition(made)
    read_counts(made)
    _priorities(made)
    _rows(made, table)
    _needs(made)
    _leave_rest(made)
    return made.reading()


def _language(lines: Sequence[Line]) -> str:
    """The language of a document: that of its commonest words, unless its headings are all in another.

    A document may quote more than it says itself, each text as it was given.
    """
    language = language_of("\n".join(line.text for line in lines))
    parts = {one: {found[0] for at in range(len(lines)) if (found := heading_at(lines, at, rules(one)))}
             for one in LANGUAGES}  # fmt: skip
    other = max(LANGUAGES, key=lambda one: len(parts[one]))
    return other if not parts[language] and len(parts[other]) >= FEWEST_PARTS else language


def _table(made: DocumentContext) -> Table:
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


def _trusted(table: Table, language_rules: Rules) -> bool:
    """Whether rows found without any heading have a lead that is known."""
    return any(name_jurisdiction("\n".join(line.text for line in row.lead), language_rules).known for row in table.rows)


# --- Priorities, rows, needs


def _priorities(made: DocumentContext) -> None:
    boxes = priority_boxes(made.sections.get("priorities"), made.rules)
    edition = made.builder.edition or ""
    add_prose(made, "edition", edition, "priorities:0", boxes.prose)
    for rank, box in enumerate(boxes.boxes, 1):
        passage, own = without_mark(_title(made, box), made.rules)
        made.builder.add_value(
            "edition",
            edition,
            "priority",
            passage.text,
            passage.place(),
            box.rule,
            qualifier=str(rank),
            language=own.language,
        )
        add_prose(made, "edition", edition, f"priorities:{rank}", box.body)


def _title(made: DocumentContext, box: Box) -> Passage:
    made.placed.update(line.key for line in box.title)
    return made.join(box.title)


def _rows(made: DocumentContext, table: Table) -> None:
    reader = TableReader(made.builder, made.rules, made.hyphens)
    reader.read(table)
    made.removed += reader.removed
    made.notes.extend(reader.notes)
    for group in [*paragraphs(table.stray), *reader.unplaced]:
        made.leave(group)


def _needs(made: DocumentContext) -> None:
    boxes: Boxes = need_boxes(made.sections.get("needs"))
    for box in boxes.boxes:
        title, own = without_mark(_title(made, box), made.rules)
        bodies = [made.join(unmarked(group)) for group in box.body]
        with made.builder.using_language(own.language):
            one = add_need(made.builder, "theme", title, box.rule, by=None, reported_by=None, about=None)
            made.placed |= add_themes(made.builder, "need", one, title, *bodies, by=None)
        add_prose(made, "need", one, "needs", box.body)
    asked = set(made.placed)
    listed = _listed_asks(made)
    for part, passage in made.prose():
        if part != "needs" or any(line.key in listed for line in passage.lines):
            continue
        for ask in find_asks(make_scene(passage, None, made.rules), made.rules):
            words = passage.part(ask.start, ask.stop)
            one = add_need(made.builder, "ask", words, ask.rule, by=ask.value, reported_by=None, about=None)
            made.placed.update(line.key for line in words.lines)
            add_themes(made.builder, "need", one, None, words, by=None)
    before = takewhile(
        lambda group: not group[-1].text.rstrip().endswith(":"), boxes.prose
    )  # behind it, asks are listed
    others = [group for group in before if not any(line.key in made.placed - asked for line in group)]
    add_prose(made, "edition", made.builder.edition or "", "needs:0", others)


def _listed_asks(made: DocumentContext) -> set[tuple[int | None, int, int | None]]:
    """Add the asks that are listed with who asks; return their lines."""
    titles = {
        (claim.subject.partition("/")[0], claim.value): claim.subject
        for claim in made.builder.claims
        if (claim.kind, claim.predicate) == ("initiative", "title")
    }
    lines = set()
    rule = "ask-with-its-asker"
    submitted = {claim.object for claim in made.builder.claims if claim.predicate == "submitted"}
    for ask in find_listed_asks(made):
        about = titles.get((ask.by or "", ask.title)) if ask.title else None
        reporter = ask.by if ask.by in submitted else None
        with made.builder.using_language(ask.language):
            one = add_need(made.builder, "ask", ask.words, rule, by=ask.by, reported_by=reporter, about=about)
            add_themes(made.builder, "need", one, None, ask.words, by=reporter)
        lines |= {line.key for line in ask.lines}
    made.placed |= lines
    return lines


# --- What is left


def _leave_rest(made: DocumentContext) -> None:
    """Keep every paragraph of prose that bears out no claim and is no boilerplate."""
    for part in PROSE:
        for group in paragraphs(made.sections.get(part)):
            text = made.join(unmarked(group)).text
            if not (is_boilerplate(text, made.rules) or any(line.key in made.placed for line in group)):
                made.leave(group)
