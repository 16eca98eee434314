"""The review queue: pairs side by side, questions at a terminal, CSV out and in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.commands.review.proposals import format_proposal, format_sources
from accord.messages import _
from graph.errors import SourceError
from graph.text.strings import unescape_formula

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

COLUMNS: Final = (
    *("id", "decision", "reason", "kind", "rule", "score", "one", "other", "title_one", "title_other", "lead_one"),
    *("lead_other", "editions_one", "editions_other", "dates_one", "dates_other", "partners_one", "partners_other"),
    *("words", "proposal", "to", "quote", "source", "part_of"),
)
YES_WORDS: Final = frozenset(
    ("same", "s", "y", "yes", "m", "meme", "identique", "o", "oui", "about", "a ce sujet", "accept", "accepter")
)
NO_WORDS: Final = frozenset(
    ("different", "d", "n", "no", "distinct", "non", "not about", "pas a ce sujet", "refuse", "refuser", "r")
)
CORRECT_WORDS: Final = frozenset(("correct", "c", "corriger"))
Rows = Sequence[dict[str, Any]]


def print_queue(rows: Rows, title: str, common: CommonOptions) -> None:
    """Print the queue: side by side as a table, else as JSON, CSV or Markdown with empty columns for decisions."""
    if common.format == "table":
        from accord.output.terminal import write_output

        write_output(_format_pairs(rows, title, common), common.output)
        return
    from accord.output.listing import header, print_listing
    from queries.questions.question import Column

    columns = [Column(name, header(name), codes="same_rule" if name == "rule" else None) for name in COLUMNS]
    blank = dict.fromkeys(COLUMNS, "")
    full = [{**blank, **row, "source": format_sources(row)} for row in rows]
    print_listing("review", title, columns, full, common)


def comparison_notes(store: SqliteStore) -> list[str]:
    """Return the sentence that says when a graph is too large to compare its nodes."""
    too_large = _("The graph is too large to compare pairs; only decisions are applied.")
    return [] if store.searched_duplicates() else [too_large]


def _format_pairs(rows: Rows, title: str, common: CommonOptions) -> str:
    """Return the queue as text, each pair side by side."""
    lines = [title, ""]
    for number, row in enumerate(rows, start=1):
        lines += [*format_entry(row, common, f"{number}/{len(rows)}"), ""]
    if not rows:
        lines.append(_("Nothing needs a decision."))
    return "\n".join(lines) + "\n"


def format_entry(row: dict[str, Any], common: CommonOptions, number: str) -> list[str]:
    """Return an entry of the queue as lines."""
    if row["kind"] == "proposal":
        return format_proposal(row, common, number)
    return _format_pair(row, common, number)


def _format_pair(row: dict[str, Any], common: CommonOptions, number: str) -> list[str]:
    from accord.output.table import format_table, wrap_text
    from accord.output.terminal import terminal_width
    from queries.questions.question import format_value

    labels = {
        "title": _("Title"), "lead": _("Lead"), "editions": _("Editions"), "dates": _("Dates"),
        "partners": _("Partners"),
    }  # fmt: skip
    cells = [[label, row[f"{field}_one"], row[f"{field}_other"]] for field, label in labels.items()]
    cells.append([_("Words"), row["words"], ""])
    why = format_value("same_rule", row["rule"], common.lang)
    heading = _("{number}  [{id}] {why} ({score}%)").format(
        number=number, id=row["id"], why=why, score=round(row["score"] * 100)
    )
    body = format_table(
        ["", row["one"], row["other"]],
        [cell for cell in cells if any(cell[1:])],
        right=[False] * 3,
        width=terminal_width(),
    )
    return [*wrap_text(heading, terminal_width()), *body]


def fold_answer(answer: str) -> str:
    """Return an answer as the sets of words have it."""
    from graph.text.strings import fold

    return fold(answer).replace("-", " ")


def read_decisions(data: bytes, name: str, view: View) -> list[Decision]:
    """Read decisions from a queue that was written as CSV and filled in.

    Args:
        data: the content of the file.
        name: how messages call the file.
        view: the graph, in which the names of corrections are looked up.

    Raises:
        SourceError: the file is not a queue, or a row holds something else than a decision.
        UsageError: a correction is not valid.
    """
    from accord.commands.review.entries import make_decision
    from loaders.formats.decode import decode

    reader = csv.DictReader(io.StringIO(decode(data, name), newline=""))
    if not {"one", "other", "decision"} <= set(reader.fieldnames or ()):
        raise SourceError("{file} has no columns one, other and decision. “accord review --format csv” writes such a"
                          " file.", file=name)  # fmt: skip
    decided = []
    for number, row in enumerate(reader, start=2):
        word = fold_answer(row["decision"] or "")
        if word and word not in YES_WORDS | NO_WORDS | CORRECT_WORDS:
            raise SourceError(
                "{file}, line {n}: “{word}” is not a decision. Write same or different, for a theme about or not-about,"
                " for a proposal accept, refuse or correct, or leave it empty.",
                file=name, n=number, word=row["decision"],
            )  # fmt: skip
        if word:
            plain = {key: unescape_formula(value) for key, value in row.items() if isinstance(value, str)}
            to, reason = plain.get("to", "").strip(), plain.get("reason", "")
            if (word in CORRECT_WORDS) != bool(to) or (to and not plain.get("proposal")):
                raise SourceError(
                    "{file}, line {n}: to correct a proposal, write correct, and in the column “to” what is right.",
                    file=name, n=number,
                )  # fmt: skip
            decided.append(make_decision(view, plain, accept=word not in NO_WORDS, reason=reason, to=to))
    return decided
