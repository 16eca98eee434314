"""The review queue: pairs side by side, questions at a terminal, CSV out and in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.commands.review.proposals import format_proposal, format_sources
from accord.commands.stdin import parse_csv_table
from accord.messages import _
from graph.errors import SourceError, UnknownNameError, UsageError

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


def print_queue(rows: Rows, title: str, common: CommonOptions, waiting: int) -> None:
    """Print the queue: side by side as a table, else as JSON, CSV or Markdown with empty columns for decisions.

    Args:
        rows: the entries to show.
        title: what they are.
        common: the format, the language and where to.
        waiting: how many there are, with those that are not shown.
    """
    if common.format == "table":
        from accord.output.terminal import write_output

        write_output(_format_pairs(rows, title, common, waiting), common.output)
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


def _format_pairs(rows: Rows, title: str, common: CommonOptions, waiting: int) -> str:
    """Return the queue as text, each pair side by side; an entry is named by its identifier, as its place moves."""
    if waiting:
        counted = _("{title} ({n})") if len(rows) == waiting else _("{title} ({shown} of {n})")
        title = counted.format(title=title, shown=len(rows), n=waiting)
    lines = [title, ""]
    for row in rows:
        lines += [*format_entry(row, common), ""]
    if not waiting:
        lines.append(_("Nothing needs a decision."))
    return "\n".join(lines) + "\n"


def format_entry(row: dict[str, Any], common: CommonOptions, number: str = "") -> list[str]:
    """Return an entry of the queue as lines, behind its number among those that are asked about."""
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
    codes = {"editions": "edition", "dates": "date"}
    cells = [
        [label, *(_in_words(row[f"{field}_{side}"], codes.get(field), common.lang) for side in ("one", "other"))]
        for field, label in labels.items()
    ]
    cells.append([_("Words"), row["words"], ""])
    why = format_value("same_rule", row["rule"], common.lang)
    heading = (
        _("{number}  [{id}] {why} ({score}%)")
        .format(number=number, id=row["id"], why=why, score=round(row["score"] * 100))
        .lstrip()
    )
    body = format_table(
        ["", row["one"], row["other"]],
        [cell for cell in cells if any(cell[1:])],
        right=[False] * 3,
        width=terminal_width(),
    )
    return [*wrap_text(heading, terminal_width()), *body]


def _in_words(text: str, codes: str | None, language: str) -> str:
    """Return a list of editions or dates in words; other text as it is."""
    from queries.questions.question import format_value

    return ", ".join(str(format_value(codes, each, language)) for each in text.split(", ")) if codes and text else text


def fold_answer(answer: str) -> str:
    """Return an answer as the sets of words have it."""
    from graph.text.strings import fold

    return fold(answer).replace("-", " ")


def read_decisions(data: bytes, name: str, store: SqliteStore, view: View) -> list[Decision]:
    """Read decisions from a queue or a list of facts that was written as CSV and filled in.

    Args:
        data: the content of the file. A spreadsheet may have saved it.
        name: how messages call the file.
        store: the graph file.
        view: the graph, in which the names of corrections are looked up.

    Raises:
        SourceError: the file is no such list, or a row holds something else than a decision.
    """
    table = parse_csv_table(data, name)
    if not {"one", "other", "decision"} <= set(table.columns):
        raise SourceError("{file} has no columns one, other and decision. “accord review --format csv” and “accord"
                          " review facts --format csv” write such files.", file=table.name)  # fmt: skip
    decide = _decide_fact_row if "stated" in table.columns else _decide_entry_row
    decided: list[Decision] = []
    for number, row in table.rows:
        word = fold_answer(row["decision"])
        if not word:
            continue
        if word not in YES_WORDS | NO_WORDS | CORRECT_WORDS:
            raise SourceError(
                "{file}, line {n}: “{word}” is not a decision. Write same or different, for a theme about or not-about,"
                " for a proposal accept, refuse or correct, for a fact refuse or correct, or leave it empty.",
                file=table.name, n=number, word=row["decision"],
            )  # fmt: skip
        to = row.get("to", "")
        if (word in CORRECT_WORDS) != bool(to):
            raise SourceError(
                "{file}, line {n}: to correct a proposal or a fact, write correct, and in the column “to” what is"
                " right.",
                file=table.name, n=number,
            )  # fmt: skip
        try:
            decided += decide(store, view, row, word, to)
        except (UsageError, UnknownNameError) as error:
            raise SourceError("{file}, line {n}: {reason}", file=table.name, n=number, reason=error) from error
    return decided


def _decide_entry_row(store: SqliteStore, view: View, row: dict[str, str], word: str, to: str) -> list[Decision]:  # noqa: ARG001
    from accord.commands.review.entries import make_decision

    return [make_decision(view, row, accept=word not in NO_WORDS, reason=row.get("reason", ""), to=to)]


def _decide_fact_row(store: SqliteStore, view: View, row: dict[str, str], word: str, to: str) -> list[Decision]:
    from accord.results.decisions import decide_fact
    from graph.dedupe.decisions import FACT_KINDS
    from queries.questions.parameters import find_exact

    if row.get("kind") not in FACT_KINDS:
        raise UsageError("“{given}” is no kind of fact. Use one of: {known}.", given=row.get("kind", ""),
                         known=", ".join(FACT_KINDS))  # fmt: skip
    if word not in NO_WORDS | CORRECT_WORDS:
        raise UsageError("A fact holds until it is refused or corrected. Write refuse or correct, or leave it empty.")
    if not (find_exact(view, row["one"], "initiative") or find_exact(view, row["one"], "need")):
        raise UnknownNameError("There is no initiative and no need “{typed}” here.", (), typed=row["one"])
    titles = {side: row.get(side, "") for side in ("title_one", "title_other")}
    return decide_fact(store, view, {**row, **titles}, to=to, reason=row.get("reason", ""))
