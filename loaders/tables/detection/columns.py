"""Detect the fields of the columns of a table without a mapping: by its HXL tags, else by its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Note, note
from graph.errors import SourceError
from graph.names.resolver import resolve
from graph.text.strings import words
from graph.values import UNKNOWN_LANGUAGE, DateKind
from graph.vocabulary.function_words import language_of_words
from loaders.mapping.cell_dates import guess_order, read_cell_date
from loaders.mapping.file import MappingFile, apply_hints
from loaders.mapping.header_words import find_bilingual, header_language
from loaders.mapping.headers import field_words, header_field, status_of, tag_words
from loaders.mapping.model import LISTS, Mapping
from loaders.tables.formats.header import Table, normal_tag, open_table
from loaders.tables.sheets import MAX_LISTED_NAMES, bind_table, table_batches

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, SourceHints
    from loaders.tables.formats.rows import Log, Sheet

DATES: Final = frozenset(DateKind.__args__)  # type: ignore[attr-defined]  # a Literal has its values there
SEVERAL: Final = frozenset({"themes", "partners", "place"})
BY_LANGUAGE: Final = frozenset({"title", "summary", "needs"})
MIN_FITTING_SHARE: Final = 0.6  # share of a column's cells that have to be what its header says
MAX_TEXTS: Final = 200  # values of a column whose words show the language
MAX_THEME_CHARACTERS: Final = 40  # characters that the name of a theme seldom exceeds


@dataclass(frozen=True, slots=True)
class DetectedColumn:
    """A column with its detected field, its language if the header includes it, and the reason."""

    column: int
    field: str
    language: str
    why: Note


@dataclass(slots=True)
class Recognised:
    """A table with its detected columns, the mapping that they make (as in a file), and unused columns."""

    table: Table
    detected: list[DetectedColumn] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)
    why: dict[str, Note] = field(default_factory=dict)
    used: set[int] | None = None  # the columns that the mapping names, where they are not those detected

    @property
    def enough(self) -> bool:
        """Whether the fields suffice: for initiatives a title or themes and a lead, otherwise a name or a key."""
        if self.content.get("rows") == "participation":
            return "member" in self.content and "key" in self.content
        if self.content.get("rows") == "jurisdiction":
            return "name" in self.content
        return "lead" in self.content and ("title" in self.content or "themes" in self.content)

    @property
    def unused(self) -> list[str]:
        """The columns that mean nothing here."""
        used = {one.column for one in self.detected} if self.used is None else self.used
        return [name for at, name in enumerate(self.table.columns) if at not in used]


def recognised_batches(
    sheets: Iterator[Sheet], log: Log, name: str, hints: SourceHints
) -> Iterator[Sequence[ClaimGroup]]:
    """The claims of the sheets of which enough is recognised, in groups, many at a time.

    Raises:
        SourceError: there is none; says how to make a mapping.
    """
    found: list[str] = []
    tables_read = 0
    for sheet in sheets:
        table = open_table(sheet, likeness)
        recognised = recognise(table) if table else None
        if table is None or recognised is None or not recognised.enough:
            found += [table.columns[one.column] for one in recognised.detected] if table and recognised else []
            if sheet.name is not None and not sheet.empty:
                log.notes.append(
                    note("Sheet “{sheet}” was not read: too little of it was recognised.", sheet=sheet.name)
                )
            continue
        tables_read += 1
        if recognised.unused:
            unused = ", ".join(recognised.unused[:MAX_LISTED_NAMES])
            log.notes.append(note("These columns were not used: {columns}. A mapping can define them.", columns=unused))
        mapping = apply_hints(Mapping.model_validate(recognised.content), hints)
        yield from table_batches(bind_table(table, MappingFile(mapping, name), log, name.rsplit(".", 1)[0], ()))
    if not tables_read:
        raise SourceError(
            "Too few columns of {file} are recognised (recognised: {columns}). Write down what its"
            " columns mean: accord map {file} -o mapping.yaml, then accord load {file} --map mapping.yaml.",
            file=name, columns=", ".join(found[:MAX_LISTED_NAMES]) or "-",
        )  # fmt: skip


def likeness(cells: Sequence[str]) -> float:
    """The number of fields that a row names, to find the header; a single one may be a title line."""
    fields = {header_field(cell)[0] for cell in cells if cell}
    fields.discard(None)
    return float(len(fields)) if len(fields) > 1 else 0.0


def recognise(table: Table) -> Recognised:
    """Detect the fields of the columns of a table."""
    made = Recognised(table)
    made.detected = _by_tag(table) if any(table.tags) else _by_header(table)
    made.detected = [one for one in made.detected if _fits(table, one)]
    _write(made)
    made.detected = [
        one for one in made.detected if one.field != "place" or isinstance(made.content.get("title"), list)
    ]
    return made


def has_tags(table: Table) -> bool:
    """Whether a table has a row of HXL tags."""
    return any(table.tags)


def _by_tag(table: Table) -> list[DetectedColumn]:
    detected: list[DetectedColumn] = []
    taken: set[int] = set()
    for name, tags in tag_words().items():
        for tag in map(normal_tag, tags):
            for at, mark in enumerate(table.tags):
                language = ""
                stem = mark
                for end in ("+en", "+fr"):
                    if end in mark and not mark.startswith("#meta"):
                        stem, language = normal_tag(mark.replace(end, "", 1)), end[1:]
                if stem == tag and at not in taken and _free(detected, name, language):
                    taken.add(at)
                    detected.append(DetectedColumn(at, name, language, note("tagged {tag}", tag=mark)))
    return detected


def _by_header(table: Table) -> list[DetectedColumn]:
    named = _in_languages(table, [(at, *header_field(column)) for at, column in enumerate(table.columns)])
    detected: list[DetectedColumn] = []
    for name in field_words():
        for at, found, language in named:
            if found == name and _free(detected, name, language):
                detected.append(
                    DetectedColumn(at, name, language, note("its header is “{header}”", header=table.columns[at]))
                )
    return detected


def _in_languages(table: Table, named: list[tuple[int, str | None, str]]) -> list[tuple[int, str | None, str]]:
    """Give two columns of one text, as “Titre” and “Title”, the languages of their headers."""
    both = find_bilingual(
        (name, table.columns[at]) for at, name, language in named if name in BY_LANGUAGE and not language
    )
    return [
        (at, name, header_language(table.columns[at]) if name in both and not language else language)
        for at, name, language in named
    ]


def _free(detected: Sequence[DetectedColumn], name: str, language: str) -> bool:
    """Whether a field may have one more column."""
    if name in SEVERAL:
        return True
    return not any(one.field == name and (name not in BY_LANGUAGE or one.language == language) for one in detected)


def _fits(table: Table, one: DetectedColumn) -> bool:
    """Whether the values of a column fit its field: dates, words for a status."""
    texts = table.texts(one.column)
    if not texts:
        return True
    if one.field in DATES:
        order = guess_order(texts)
        return sum(read_cell_date(text, order or "mdy") is not None for text in texts) >= MIN_FITTING_SHARE * len(texts)
    if one.field == "status":
        return sum(status_of(text) is not None for text in texts) >= MIN_FITTING_SHARE * len(texts)
    return True


def _write(made: Recognised) -> None:
    """Put the columns together as a mapping file holds them, each field with its reason."""
    table = made.table
    columns: dict[str, list[DetectedColumn]] = {}
    for one in made.detected:
        columns.setdefault(one.field, []).append(one)
    places = [table.columns[one.column] for one in columns.pop("place", [])]
    language = columns.pop("language", [])
    content: dict[str, Any] = {"rows": "initiative"}
    if language:
        content["language"] = {"column": table.columns[language[0].column]}
    elif detected_language := detect_language(
        table, [one.column for one in made.detected if one.field in BY_LANGUAGE and not one.language]
    ):
        content["language"] = detected_language
    if "title" not in columns and "themes" in columns:
        columns["title"] = columns["themes"][:1]
    if not _repeats(table, columns.get("title", [])):
        places = []
    for name, ones in columns.items():
        _write_field(content, table, name, ones, places)
        made.why.setdefault(name, ones[0].why)
    if places and "themes" not in content and isinstance(content.get("title"), list):
        content["themes"] = content["title"][0]  # who does what where: the activity is the matter
        made.why["themes"] = made.why["title"]
    made.content = content


def _repeats(table: Table, titles: Sequence[DetectedColumn]) -> bool:
    """Whether many rows share a title, as for an activity at several places; the place is then part of the title."""
    texts = table.texts(titles[0].column) if titles else []
    return len(set(texts)) <= len(texts) / 2


def _write_field(
    content: dict[str, Any], table: Table, name: str, ones: Sequence[DetectedColumn], places: Sequence[str]
) -> None:
    names = [table.columns[one.column] for one in ones]
    if name in DATES:
        content.setdefault("dates", {})[name] = names[0]
    elif name in BY_LANGUAGE and any(one.language for one in ones):
        content[name] = {one.language or UNKNOWN_LANGUAGE: table.columns[one.column] for one in ones}
    elif name == "title" and places:
        content[name] = [names[0], *places]
    elif name in ("partners", "themes", "external_partners"):
        mark = list_separator(table, name, [one.column for one in ones])
        column: str | list[str] = names[0] if len(names) == 1 else names
        content[name] = {"column": column, "separator": mark} if mark else column
    else:
        content[name] = names[0]


def list_separator(table: Table, name: str, columns: Sequence[int]) -> str | None:
    """Return a comma if no other mark separates the items of columns and the parts between commas are known names."""
    texts = [text for column in columns for text in table.texts(column)]
    raw = [cell for column in columns for row in table.sample for cell in row.cells[column : column + 1]]
    cut = [text for text in texts if "," in text][:20]
    if not cut or any(mark in text for text in raw for mark in LISTS):
        return None
    parts = [part.strip() for text in cut for part in text.split(",")]
    if name == "themes":
        cells = {part: sum(part in text for text in set(texts)) for part in set(parts)}
        shared = sum(count > 1 for count in cells.values())  # a theme is met in other company, half a name is not
        return (
            "," if max(map(len, parts)) <= MAX_THEME_CHARACTERS and shared >= MIN_FITTING_SHARE * len(cells) else None
        )
    return "," if all(part and resolve(part).id for part in parts) else None


def detect_language(table: Table, columns: Sequence[int]) -> str | None:
    """Return the language of titles and summaries by the share of their words, else that of the headers.

    Headers are few words: those of one language that a list has show it, too, and so do the accents of French.
    """
    texts = " ".join(text for column in columns for text in table.texts(column)[:MAX_TEXTS])
    headers = " ".join(table.columns)
    if found := language_of_words(words(texts)) or language_of_words(words(headers)):
        return found
    accents = set(headers.casefold()) - set(ascii_lowercase)
    return "fr" if accents & set("éèêàçùôîœ") and not accents & set("åøæäöüßñãõ") else None
