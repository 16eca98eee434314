"""Fit a packaged mapping to the columns of a table, and write it as the text of a mapping file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Note, note
from graph.errors import SourceError
from loaders.mapping.model import Cell
from loaders.tables.detection.proposal import comment_lines, entry_lines
from loaders.tables.formats.header import open_table

if TYPE_CHECKING:
    from loaders.mapping.packaged_mappings import PackagedMapping
    from loaders.tables.formats.header import Table
    from loaders.tables.formats.rows import Sheet

Translate = Callable[[Note], str]
NEEDED: Final = {
    "participation": ("key", "member"),
    "jurisdiction": ("name",),
    "theme": ("name",),
    "initiative": ("key",),
}
_LANGUAGES: Final = frozenset({"en", "fr", "es", "pt"})
_CELL_FIELDS: Final = frozenset(Cell.model_fields)
_PLAIN: Final = frozenset({"file", "rows", "language", "collection", "join", "header", "sheet", "kind", "scheme"})


def packaged_text(
    sheets: Iterator[Sheet], name: str, packaged: PackagedMapping, folder: Path | None, translate: Translate
) -> tuple[str, list[Note]]:
    """The text of a mapping file for a table, from a packaged mapping; and notes on columns that the table lacks.

    Args:
        sheets: those of the file.
        name: that of the file.
        packaged: the mapping, of which the table that fits best is taken.
        folder: that of the file, where a second one may lie that its rows are joined with.
        translate: returns the text of a note in the language of the user.

    Raises:
        SourceError: the table lacks the columns of each of the tables that the mapping is for.
    """
    wanted = [column for given in packaged.tables for column in _columns(given)]
    best: tuple[int, dict[str, Any], list[str]] | None = None
    for sheet in sheets:
        if (table := open_table(sheet, _like(wanted))) is None:
            continue
        for given in packaged.tables:
            fitted, missing = _fit(given, table, folder)
            found = len(list(_columns(given))) - 2 * len(missing)
            if all(need in fitted for need in NEEDED[given["rows"]]) and (best is None or found > best[0]):
                best = found, fitted, missing
    if best is None:
        raise SourceError(
            "{file} lacks columns that “{name}” has: {columns}.",
            file=name, name=packaged.name, columns="; ".join(", ".join(_needed(one)) for one in packaged.tables),
        )  # fmt: skip
    _, fitted, missing = best
    lines = [
        *comment_lines(
            translate(note("The mapping “{name}” of Accord for {file}. Load it:", name=packaged.name, file=name))
        ),
        f"#   accord load {name} --map mapping.yaml",
        "",
        *(line for field, value in fitted.items() for line in entry_lines(field, value, "")),
    ]
    notes = [note("The table lacks columns of this mapping: {columns}.", columns=", ".join(missing))] if missing else []
    return "\n".join(lines) + "\n", notes


def packaged_source(packaged: PackagedMapping, translate: Translate) -> str:
    """The text of all tables of a packaged mapping, one after the other, for a person to read."""
    lines: list[str] = []
    for given in packaged.tables:
        lines += ["---", *comment_lines(translate(note("for {file}", file=given["file"])))]
        lines += [line for field, value in given.items() if field != "file" for line in entry_lines(field, value, "")]
    return "\n".join(lines[1:]) + "\n"


def _fit(given: Mapping[str, Any], table: Table, folder: Path | None) -> tuple[dict[str, Any], list[str]]:
    """A mapping without the columns that a table lacks, and these columns."""
    join = given.get("join")
    joined = bool(join and folder and (folder / join["file"]).is_file())
    missing: dict[str, None] = {}

    def there(column: str) -> bool:
        found = table.find(column) is not None
        if join and column.endswith(join["suffix"]):
            found = joined
        elif not found:
            missing[column] = None
        return found

    fitted = {}
    for field, value in given.items():
        if field == "file" or (field == "join" and not joined):
            continue
        plain = field in _PLAIN or (field == "level" and isinstance(value, str))
        kept = value if plain and not (field == "language" and isinstance(value, dict)) else _prune(value, there)
        if kept not in (None, {}, []):
            fitted[field] = kept
    return fitted, list(missing)


def _prune(value: Any, there: Callable[[str], bool]) -> Any:  # noqa: ANN401 (what a mapping holds)
    """A field of a mapping without the columns that are not there; None if none is."""
    if isinstance(value, str):
        return value if there(value) else None
    if isinstance(value, list):
        kept = [one for one in value if there(one)]
        return (kept if len(kept) > 1 else kept[0]) if kept else None
    if "fixed" in value:
        return value
    if _CELL_FIELDS.isdisjoint(value):  # texts by language, dates by kind, codes by system
        parts = {key: kept for key, one in value.items() if (kept := _prune(one, there)) is not None}
        return parts or None
    column = _prune(value["column"], there)
    if column is None:
        return None
    made = {**value, "column": column}
    for inner in ("part_of", "level"):
        if isinstance(value.get(inner), dict) and (made.get(inner) is not None):
            made[inner] = _prune(value[inner], there)
    return {
        key: one for key, one in made.items() if one is not None and not (key == "first" and isinstance(column, str))
    }


def _columns(value: Any) -> Iterator[str]:  # noqa: ANN401
    """The columns that a mapping names."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key in {"values", "ignore", "separator", "prefix", "fixed", "by", *_PLAIN} or isinstance(one, bool):
                continue
            if key == "level" and isinstance(one, str):
                continue
            yield from _columns(one)
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, str):
        yield value


def _needed(given: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(column for field in NEEDED[given["rows"]] for column in _columns(given.get(field, []))))


def _like(wanted: Sequence[str]) -> Callable[[Sequence[str]], float]:
    from graph.text.strings import fold

    names = {fold(name) for name in wanted}
    return lambda cells: float(len(names & {fold(cell) for cell in cells if cell}))
