"""Propose a mapping for a table, as YAML for a person to correct, with a reason for each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Note, note
from graph.errors import SourceError
from loaders.mapping.header_words import header_meanings
from loaders.tables.detection.columns import DATES, Recognised, likeness
from loaders.tables.detection.fields import BY_LANGUAGE
from loaders.tables.detection.rows import understand
from loaders.tables.formats.header import Table, open_table

if TYPE_CHECKING:
    from loaders.tables.formats.rows import Sheet

WIDTH: Final = 100
EXAMPLES: Final = 3
MAX_HEADER: Final = 200  # characters of a header
Translate = Callable[[Note], str]


def propose(sheets: Iterator[Sheet], name: str, translate: Translate) -> str:
    """The text of a mapping file for the sheet of which most is recognised.

    Args:
        sheets: those of the file.
        name: that of the file.
        translate: returns the text of a note in the language of the user.

    Raises:
        SourceError: no sheet has a header and rows.
    """
    opened = [table for sheet in sheets if (table := open_table(sheet, any_header))]
    if not opened:
        raise SourceError("{file} has no sheet with a header and rows.", file=name)
    best = max((understand(table, name) for table in opened), key=lambda one: (one.enough, len(one.content)))
    return "\n".join(_lines(best, name, translate, several=len(opened) > 1)) + "\n"


def any_header(cells: Sequence[str]) -> float:
    """The score of a row as a header: by the fields that it names, else by its number of texts."""
    texts = {cell for cell in cells if cell and not cell.replace(".", "", 1).strip("-% ").isdecimal()}
    named = {meanings[0].field for cell in texts if len(cell) <= MAX_HEADER and (meanings := header_meanings(cell))}
    return likeness(cells) * 100 + (len(named) * 10 if len(named) > 1 else 0) + len(texts)


def _lines(made: Recognised, name: str, translate: Translate, *, several: bool) -> Iterator[str]:
    table = made.table
    yield from comment_lines(
        translate(note("What the columns of {file} mean. Correct what is wrong, then load it:", file=name))
    )
    yield f"#   accord load {name} --map mapping.yaml"
    if not made.enough:
        yield from comment_lines(
            translate(note("Accord found too little to load it as it is: fill in at least title and lead."))
        )
    yield ""
    rows = made.content["rows"]
    why = made.why.get("rows") or note("one row is one initiative (else: participation)")
    yield from entry_lines("rows", rows, translate(why))
    if several and table.sheet:
        yield from entry_lines("sheet", table.sheet, translate(note("the sheet of which most is recognised")))
    if "language" in made.content:
        yield from entry_lines(
            "language", made.content["language"], translate(note("the language of titles and summaries"))
        )
    for field, value in made.content.items():
        if field not in ("rows", "language", "dates"):
            yield from entry_lines(field, value, _reason(made, field, translate))
    if "dates" in made.content:
        yield "dates:"
        for kind, column in made.content["dates"].items():
            yield from entry_lines(kind, column, _reason(made, kind, translate), "  ")
    unnamed = translate(note("the header does not show which column this is"))
    needed = {"participation": ("key", "member"), "jurisdiction": ("name",)}.get(rows, ("title", "lead"))
    yield from (f"# {missing}:  # {unnamed}" for missing in needed if missing not in made.content)
    yield from _unused(made, translate)


def _reason(made: Recognised, field: str, translate: Translate) -> str:
    """Why a column was taken for a field, with what it holds."""
    why = made.why.get(field)
    reason = translate(why) if why else ""
    columns = _columns(made.content.get(field))
    if not columns or field in DATES or field in BY_LANGUAGE or columns[0] not in made.table.columns:
        return reason
    texts = list(dict.fromkeys(made.table.texts(made.table.columns.index(columns[0]))))
    shown = ", ".join(_short(text) for text in texts[:EXAMPLES])
    return translate(note("{why}; it holds {examples}", why=reason, examples=shown)) if shown else reason


def _columns(value: object) -> list[str]:
    """The columns that a cell of a mapping names; none for texts by language."""
    if isinstance(value, dict):
        return _columns(value.get("column"))
    if isinstance(value, list):
        return [name for one in value for name in _columns(one)]
    return [value] if isinstance(value, str) else []


def _unused(made: Recognised, translate: Translate) -> Iterator[str]:
    if made.unused:
        yield ""
        yield from comment_lines(translate(note("Not used. Give each useful column a field above:")))
    for column in made.unused:
        at = made.table.columns.index(column)
        yield from comment_lines(f"  {_scalar(column)}: {_holds(made.table, at, translate)}")


def _holds(table: Table, at: int, translate: Translate) -> str:
    """A description of the values of a column: none, few, or many different ones; with examples."""
    texts = table.texts(at)
    different = list(dict.fromkeys(texts))
    shown = ", ".join(_short(text) for text in different[:EXAMPLES])
    if not texts:
        return translate(note("it is empty"))
    if len(different) < len(texts) / 2:
        return translate(note("{n} different values, such as {examples}", n=len(different), examples=shown))
    return translate(note("nearly every row has its own, such as {examples}", examples=shown))


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29].rstrip()}…"


def entry_lines(field: str, value: Any, reason: str, margin: str = "") -> Iterator[str]:  # noqa: ANN401 (what a mapping holds)
    """A field with its reason in a comment, which is above it if the line would be too long."""
    line = f"{margin}{field}: {_scalar(value)}"
    reason = " ".join(reason.split())
    if reason and len(line) + len(reason) + 4 <= WIDTH:
        yield f"{line}  # {reason}"
        return
    yield from comment_lines(reason, margin)
    yield line


def comment_lines(text: str, margin: str = "") -> Iterator[str]:
    """The lines of a comment of a mapping file, none longer than `WIDTH`."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    yield from (f"{margin}# {line}" for line in wrap(plain, WIDTH - 2, break_on_hyphens=False))


def _scalar(value: Any) -> str:  # noqa: ANN401
    import yaml

    made = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return made.removesuffix("...\n").strip()
