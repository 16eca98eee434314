"""A member's own submission, from its lines to all that they state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.claim_groups import add_need, add_themes
from loaders.documents.council_form.edition import read_edition
from loaders.documents.council_form.initiatives import Origin, TableReader
from loaders.documents.council_form.submission_structure import names_its_leads, read_submission
from loaders.layout.contacts import without_people
from loaders.layout.sections import unmarked
from loaders.text.names import name_jurisdiction
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.documents.council_form.context import DocumentContext
    from loaders.text.lines import Line

ORIGIN: Final = Origin(lead="sender", submitted="sender", item="item-of-a-submission")


def read_member_submission(made: DocumentContext, senders: Sequence[Line], *, tabled: bool = False) -> Reading | None:
    """Read a submission; each fact is reported by the sender or, of several, by the lead of its initiative.

    None if it has no sender and its items do not name their leads.

    Raises:
        SourceError: it tells no edition.
    """
    kept = without_people(made.lines, made.rules)
    made.removed = [*kept.removed]
    made.unplaced.clear()
    for remark in kept.remarks:
        made.leave(remark)
    sent = read_submission(kept.lines, senders, tabled=tabled)
    if not senders and not names_its_leads(sent, made.rules, made.hyphens):
        return None
    read_edition(made)
    if len(senders) == 1:
        made.sender = name_jurisdiction(senders[0].text, made.rules).id
    reader = TableReader(made.builder, made.rules, made.hyphens, ORIGIN)
    reader.read(sent.table)
    made.removed += reader.removed
    made.notes.extend(reader.notes)
    for group in reader.unplaced:
        made.leave(group)
    for lines in sent.asks:
        _ask(made, lines, made.sender)
    for lines in sent.rest:
        made.leave(lines)
    return made.reading()


def _ask(made: DocumentContext, lines: Sequence[Line], by: str | None) -> None:
    """The text below a heading of needs is asked by the sender, unless it is only thanks."""
    words = made.join(unmarked(lines))
    if by is None or made.rules.pattern("thanks").search(straight(words.text)):
        made.leave(lines)
        return
    one = add_need(made.builder, "ask", words, "need-of-a-submission", by=by, reported_by=by, about=None)
    add_themes(made.builder, "need", one, None, words, by=by)
