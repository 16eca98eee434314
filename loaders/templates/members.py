"""Lists of the members of a council, as YAML, CSV or a workbook: who they are, and the languages of their templates."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from graph.dates.rounds import Member
from graph.errors import SourceError
from graph.text.strings import fold
from graph.text.yaml import load_yaml
from graph.values import LANGUAGES
from loaders.templates.names import Named, jurisdiction_label, jurisdiction_named, named_exactly

_COLUMNS: Final = {
    "jurisdiction": ("jurisdiction", "member", "name", "government", "organization", "organisation", "administration",
                     "membre", "nom", "gouvernement", "organisme", "id", "identifier", "identifiant"),
    "languages": ("language", "languages", "langue", "langues", "lang"),
}  # fmt: skip
_LANGUAGE_WORDS: Final = {
    "en": ("en",), "english": ("en",), "anglais": ("en",), "fr": ("fr",), "french": ("fr",), "francais": ("fr",),
    "both": LANGUAGES, "bilingual": LANGUAGES, "bilingue": LANGUAGES, "les deux": LANGUAGES,
}  # fmt: skip
_BEHIND: Final = re.compile(r"\([^()\s]+\)\s*$")
_BETWEEN: Final = re.compile(r"\s*(?:[,;/+&]|\band\b|\bet\b)\s*")


class _Entry(NamedTuple):
    where: str
    jurisdiction: str
    languages: str


def read_members(data: bytes, name: str, default: str) -> tuple[Member, ...]:
    """Return the members in a list, in its order.

    Args:
        data: the file: YAML (a list of names, of `{jurisdiction, language}`, or names with their language), a table
            with a column of members and, if they differ, one of languages, as CSV of any spreadsheet, or a workbook.
        name: its name; the ending says what it is.
        default: the language of those for whom none is given.

    Raises:
        SourceError: it is none of these, or a member or language is not known exactly; lists all of them.
    """
    ending = Path(name).suffix.lower()
    entries = list(_read_yaml(data, name) if ending in {".yaml", ".yml"} else _read_table(data, name, ending))
    members: dict[str, Member] = {}
    wrong: list[str] = []
    for entry in entries:
        named = _named_exactly(entry.jurisdiction, default)
        languages = _parse_languages(entry.languages, default)
        if named.id is None:
            near = f" ({' · '.join(named.near)}?)" if named.near else ""
            wrong.append(f"{entry.where}: “{entry.jurisdiction}”{near}")
        elif languages is None:
            wrong.append(f"{entry.where}: “{entry.languages}”")
        elif named.id in members:
            wrong.append(f"{entry.where}: {named.id}, {entry.jurisdiction} (2)")
        else:
            members[named.id] = Member(named.id, languages)
    if wrong:
        raise SourceError(
            "{file}: each member has to be named once and exactly, by a name or identifier, with en, fr or both:"
            " {wrong}.",
            file=name, wrong="; ".join(wrong),
        )  # fmt: skip
    if not members:
        raise SourceError("{file} lists no member.", file=name)
    return tuple(members.values())


def _named_exactly(typed: str, language: str) -> Named:
    """Return the jurisdiction of an exact name, in either language; one that is only near is offered."""
    if _BEHIND.search(typed):
        return jurisdiction_named(typed, language)
    if known := named_exactly(typed, language):
        return Named(known)
    found = jurisdiction_named(typed, language)
    return found if found.id is None else Named(None, (f"{jurisdiction_label(found.id, language)} ({found.id})",))


def _parse_languages(typed: str, default: str) -> tuple[str, ...] | None:
    words = [fold(word) for word in _BETWEEN.split(typed.strip()) if word] or [default]
    found = [_LANGUAGE_WORDS.get(word) for word in words]
    if None in found:
        return None
    known = {language for languages in found for language in languages or ()}
    return tuple(language for language in LANGUAGES if language in known)


def _read_yaml(data: bytes, name: str) -> Iterator[_Entry]:
    import yaml

    try:
        content = load_yaml(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError("{file} is no valid YAML: {reason}", file=name, reason=error) from error
    if isinstance(content, dict) and isinstance(content.get("members"), list):
        content = content["members"]
    if isinstance(content, dict):
        content = [{"jurisdiction": member, "language": language} for member, language in content.items()]
    if not isinstance(content, list):
        raise SourceError("{file} has no list of members.", file=name)
    for number, item in enumerate(content, start=1):
        where = str(number)
        if isinstance(item, dict):
            fields = {fold(str(key)): value for key, value in item.items()}
            yield _Entry(where, _first(fields, "jurisdiction"), _first(fields, "languages"))
        else:
            yield _Entry(where, str(item), "")


def _first(fields: dict[str, object], column: str) -> str:
    value = next((fields[word] for word in _COLUMNS[column] if fields.get(word)), "")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _read_table(data: bytes, name: str, ending: str) -> Iterator[_Entry]:
    rows = iter(_table_rows(data, name, ending))
    head = next(rows, (0, ()))[1]
    columns = {fold(cell.strip()): at for at, cell in enumerate(head)}
    found = {key: next((columns[word] for word in words if word in columns), None) for key, words in _COLUMNS.items()}
    who, language = found["jurisdiction"], found["languages"]
    if who is None:
        raise SourceError("{file} has no column “jurisdiction”. A column “language” is read as well.", file=name)
    for number, cells in rows:
        cell = cells[who].strip() if who < len(cells) else ""
        if cell:
            languages = cells[language].strip() if language is not None and language < len(cells) else ""
            yield _Entry(str(number), cell, languages)


def _table_rows(data: bytes, name: str, ending: str) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Yield the rows of the first sheet that has any, each with its number."""
    from loaders.tables.formats.delimited import read_delimited
    from loaders.tables.formats.rows import Log, Row, is_blank
    from loaders.tables.formats.xlsx import read_workbook

    if ending == ".xlsx":
        sheets = read_workbook(data, name, Log(name))
    elif ending in {".csv", ".tsv", ".txt"}:
        sheets = iter([read_delimited(io.BytesIO(data), name)[0]])
    else:
        raise SourceError("{file}: a list of members is a .yaml, .csv or .xlsx file.", file=name)
    for sheet in sheets:
        rows = [(row.number, tuple(row.cells)) for row in sheet.rows if isinstance(row, Row) and not is_blank(row)]
        if rows:
            return rows
    return []
