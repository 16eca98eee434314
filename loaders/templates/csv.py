"""Templates in CSV: a few lines of head, then one row an initiative or a need."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from graph.claims import Place, note
from graph.errors import SourceError
from graph.text.strings import escape_formula, unescape_formula
from loaders.tables.formats.delimited import read_delimited
from loaders.tables.formats.rows import Broken, one_line, shortened
from loaders.templates.form import joined
from loaders.templates.form_data import Filled, Problem, Record, Value
from loaders.templates.labels import KINDS, MARKER, field_of, instructions, is_ours, is_text, kind_of, mark_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.tables.formats.rows import Row
    from loaders.templates.form import Form
    from loaders.templates.labels import Field, Kind, Mark

DELIMITERS: Final = {"en": ",", "fr": ";"}  # as spreadsheets expect them where these languages are set


def write_csv(form: Form) -> bytes:
    """A template as CSV in UTF-8, with the mark that makes spreadsheets read it so."""
    columns = _columns(form)
    rows: list[list[str]] = [[str(form.mark)], *([f"# {line}"] for line in instructions(form.language))]
    rows += [
        [field.labels[form.language], value or "", f"# {field.help[form.language]}"] for field, value in form.head()
    ]
    rows.append([form.word("kind"), *(field.labels[form.language] for field in columns)])
    for kind in KINDS:
        for values in [*form.records(kind), {}]:
            rows.append([form.word(kind), *(joined(values.get(field.key, [])) for field in columns)])
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=DELIMITERS[form.language])
    width = len(columns) + 1
    writer.writerows([escape_formula(cell) for cell in row] + [""] * (width - len(row)) for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _columns(form: Form) -> list[Field]:
    """The fields of both kinds, what a row is known by first."""
    both = {field.key: field for kind in KINDS for field in form.fields(kind)}
    first = [f"title_{form.language}", f"question_{form.language}"]
    return [both.pop(key) for key in first] + list(both.values())


def read_csv(data: bytes, name: str) -> Filled:
    """Read a template in CSV.

    Raises:
        SourceError: it has no row of labels.
    """
    sheet, _ = read_delimited(io.BytesIO(data), name)
    filled: Filled | None = None
    labels: Sequence[str] | None = None
    for row in sheet.rows:
        if filled is None:
            filled = Filled(_mark(row, name))
        elif isinstance(row, Broken):
            filled.problems.append(
                Problem(
                    Place(line=row.number),
                    "-",
                    one_line(row.text),
                    note("This row has more cells than the template, or a quotation mark that nothing closes."),
                    note("Put a text that holds the separator between quotation marks."),
                )
            )
        elif labels is not None:
            _take(filled, labels, row)
        elif any(is_text(cell, "kind") for cell in row.cells):
            labels = row.cells
        else:
            _take_head(filled, row)
    if filled is None or labels is None:
        raise SourceError(
            "{file} is not a template: it has no row of labels that begins with “{label}”.",
            file=name,
            label="kind, genre",
        )
    return filled


def _mark(row: Row | Broken, name: str) -> Mark:
    text = row.text if isinstance(row, Broken) else " ".join(row.cells)
    if mark := mark_in(text):
        return mark
    raise SourceError("{file} is not a template: its first line has no marker.", file=name)


def _take_head(filled: Filled, row: Row) -> None:
    cells = [(one_line(unescape_formula(cell)), cell) for cell in row.cells]
    texts = [text for text, _ in cells if text and not text.startswith("#")]
    if not texts or texts[0].startswith(MARKER) or is_ours(texts[0].removeprefix("# ")):
        return
    values = [Value(text, _place(row, text)) for text in texts[1:]]
    if not values and filled.put_head(texts[0], Value("", Place(line=row.number))):
        return
    first = Value(texts[0], _place(row, texts[0]))
    outside = values[1:] if values and filled.put_head(texts[0], values[0]) else [first, *values]
    filled.problems.extend(map(_nowhere, outside))


def _take(filled: Filled, labels: Sequence[str], row: Row) -> None:
    at = next(n for n, label in enumerate(labels) if is_text(label, "kind"))
    cells = [unescape_formula(cell) for cell in row.cells]
    word = one_line(cells[at]) if at < len(cells) else ""
    others = [(n, cell) for n, cell in enumerate(cells) if n != at and cell.strip()]
    if not others:
        return
    kind = kind_of(word) if word else _likely(filled, labels, others)
    if kind is None:
        text = " | ".join(one_line(cell) for cell in cells if cell.strip())
        filled.problems.append(
            Problem(
                _place(row, text),
                labels[at],
                text,
                note("It is not stated whether this is an initiative or a need."),
                note("Write initiative or need (besoin) into the first column."),
            )
        )
        return
    record = Record(kind, Place(line=row.number))
    for n, cell in others:
        filled.put(record, labels[n] if n < len(labels) else "", Value(cell, _place(row, one_line(cell))))
    filled.has_record(record)


def _likely(filled: Filled, labels: Sequence[str], cells: Sequence[tuple[int, str]]) -> Kind | None:
    """The kind of a row without one: a title makes an initiative, a question a need."""
    for n, _ in cells:
        for kind, base in zip(KINDS, ("title_", "question_"), strict=True):
            known = field_of(labels[n] if n < len(labels) else "", kind, filled.mark.language)
            if known and known.key.startswith(base):
                return kind
    return None


def _nowhere(value: Value) -> Problem:
    return Problem(
        value.place,
        "-",
        value.text,
        note("The template has no such field."),
        note("Move it to a field of the template; the label of a field must stay as it was."),
    )


def _place(row: Row, text: str) -> Place:
    return Place(line=row.number, quote=shortened(text) or None)
