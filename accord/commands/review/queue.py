"""The queue of `accord review` as people see it: side by side, asked about one after the other, out as CSV and back."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from accord.messages import _
from graph.errors import SourceError
from graph.text import unescape_formula

if TYPE_CHECKING:
    from accord.options import Common
    from graph.dedupe.judgements import Judgement, Kind
    from graph.sqlite.store import SqliteStore

COLUMNS: Final = (
    *("id", "decision", "reason", "kind", "rule", "score", "one", "other", "title_one", "title_other", "lead_one"),
    *("lead_other", "editions_one", "editions_other", "dates_one", "dates_other", "partners_one", "partners_other"),
    "words",
)
YES: Final = frozenset(("same", "s", "y", "yes", "m", "meme", "identique", "o", "oui", "about", "a ce sujet"))
NO: Final = frozenset(("different", "d", "n", "no", "distinct", "non", "not about", "pas a ce sujet"))
Rows = Sequence[dict[str, Any]]


def print_queue(rows: Rows, title: str, common: Common) -> None:
    """Print the queue: side by side as a table, else as JSON, CSV or Markdown with empty columns for decisions."""
    if common.format == "table":
        from accord.output.answer import write

        write(_format_pairs(rows, title, common), common.output)
        return
    from accord.output.listing import header, listed
    from queries.questions.question import Column

    columns = [Column(name, header(name), codes="same_rule" if name == "rule" else None) for name in COLUMNS]
    full = [{"decision": "", "reason": "", **row} for row in rows]
    listed("review", title, columns, full, common)


def comparison_notes(store: SqliteStore) -> list[str]:
    """Return the sentence that says when a graph is too large to compare its nodes."""
    too_large = _("The graph is too large to look for pairs; only what was decided is applied.")
    return [] if store.searched_duplicates() else [too_large]


def _format_pairs(rows: Rows, title: str, common: Common) -> str:
    """Return the queue as text, each pair side by side."""
    lines = [title, ""]
    for number, row in enumerate(rows, start=1):
        lines += [*_pair(row, common, f"{number}/{len(rows)}"), ""]
    if not rows:
        lines.append(_("Nothing waits for a decision."))
    return "\n".join(lines) + "\n"


def _pair(row: dict[str, Any], common: Common, number: str) -> list[str]:
    from accord.output.answer import terminal_width
    from accord.output.table import table, wrapped
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
    body = table(
        ["", row["one"], row["other"]],
        [cell for cell in cells if any(cell[1:])],
        right=[False] * 3,
        width=terminal_width(),
    )
    return [*wrapped(heading, terminal_width()), *body]


def asked(rows: Rows, common: Common) -> list[Judgement]:
    """What a person answers about each pair; an end of input ends it, and what was answered holds."""
    decided = []
    for number, row in enumerate(rows, start=1):
        click.echo("\n".join(_pair(row, common, f"{number}/{len(rows)}")))
        question = (
            _("About this theme? y yes, n no, Enter skips, q ends")
            if row["kind"] == "theme"
            else _("The same? y yes, n no, Enter skips, q ends")
        )
        try:
            answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        except click.Abort:
            click.echo()
            break
        word = _word(answer)
        if word == "q":
            break
        if word in YES | NO:
            why = click.prompt(_("Why (Enter: no reason)"), default="", show_default=False, prompt_suffix=" ")
            decided.append(_decision(row, yes=word in YES, reason=why))
    return decided


def _word(answer: str) -> str:
    from graph.text import fold

    return fold(answer).replace("-", " ")


def _decision(row: dict[str, Any], *, yes: bool, reason: str) -> Judgement:
    from graph.dedupe.judgements import KINDS, Judgement

    titles = tuple(str(row.get(f"title_{side}") or "") for side in ("one", "other"))
    said = row.get("kind")
    kind = cast("Kind", said) if said in KINDS else "initiative"
    return Judgement(row["one"], row["other"], yes, kind, titles if any(titles) else (), reason.strip())


def from_csv(name: str) -> list[Judgement]:
    """The decisions in a queue that was written as CSV and filled in.

    Raises:
        SourceError: it is no such queue, or a row says neither yes nor no.
    """
    from loaders.formats.decode import decode
    from loaders.inputs.paths import read_file_bytes

    text = sys.stdin.buffer.read() if name == "-" else read_file_bytes(Path(name))
    reader = csv.DictReader(io.StringIO(decode(text, name), newline=""))
    if not {"one", "other", "decision"} <= set(reader.fieldnames or ()):
        raise SourceError("{file} has no columns one, other and decision. “accord review --format csv” writes such a"
                          " file.", file=name)  # fmt: skip
    decided = []
    for number, row in enumerate(reader, start=2):
        word = _word(row["decision"] or "")
        if word and word not in YES | NO:
            raise SourceError(
                "{file}, line {n}: “{said}” is no decision. Write same or different, of a theme about or not-about, or"
                " leave it empty.",
                file=name, n=number, said=row["decision"],
            )  # fmt: skip
        if word:
            plain = {key: unescape_formula(value) for key, value in row.items() if isinstance(value, str)}
            decided.append(_decision(plain, yes=word in YES, reason=plain.get("reason", "")))
    return decided
