"""The mapping that the columns of a table make: of initiatives, participations or a registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Note, note
from graph.values import LEVELS
from loaders.mapping.header_words import is_marked, names_organisations, own_words
from loaders.mapping.headers import level_of, status_like, status_of
from loaders.tables.detection.columns import (
    DATES,
    Recognised,
    detect_language,
    has_tags,
    list_separator,
    recognise,
)
from loaders.tables.detection.fields import BY_LANGUAGE, Candidate, Columns, assign, find_groups
from loaders.tables.detection.row_kinds import LEADING, MIN_BODIES, Fields, kind_of

if TYPE_CHECKING:
    from loaders.tables.formats.header import Table

MAX_STATUS_VALUES: Final = 20  # words of a status that a proposed mapping explains
OF_INITIATIVES: Final = frozenset({"rows", "title", "lead", "partners"})  # fields that participations have otherwise
NO_SYSTEMS: Final = frozenset(
    ("u", "entry", "index", "index-entry", "row", "record", "unique")
)  # words that name no system of codes
MANY: Final = frozenset({"alternative", "former"})  # texts of which there may be several in a language


def understand(table: Table, name: str = "") -> Recognised:
    """Detect the fields of all columns that may have one, and what the rows are.

    Args:
        table: the table.
        name: that of its file, which may say that it holds organisations.
    """
    if has_tags(table):
        made = recognise(table)
        _join_participants(made, Columns(table))
        return made
    columns = Columns(table)
    return _Proposal(columns, assign(columns), of_organisations=names_organisations(PurePath(name).stem)).made()


class _Proposal:
    """A mapping in the making: the columns by field, each of which is used once."""

    def __init__(self, columns: Columns, found: Sequence[Candidate], *, of_organisations: bool = False) -> None:
        self.columns, self.table = columns, columns.table
        self.fields = Fields(columns, {})
        for one in found:
            self.fields.by_name.setdefault(one.field, []).append(one)
        self.kind = kind_of(self.fields, of_organisations=of_organisations)
        self.used: set[int] = set()
        self.content: dict[str, Any] = {}
        self.why: dict[str, Note] = {}

    def made(self) -> Recognised:
        """Return the columns, the mapping and the reasons."""
        kind = self.kind.name
        self.content["rows"] = kind
        if self.kind.why is not None:
            self.why["rows"] = self.kind.why
        if kind == "jurisdiction":
            self._write_registry()
        else:
            self._write_initiatives(kind)
        found = [one for ones in self.fields.by_name.values() for one in ones if one.column in self.used]
        if language := self._language(found):
            self.content = {"rows": kind, "language": language, **self.content}
        made = Recognised(self.table, content=self.content, why=self.why)
        made.used = set(self.used)
        return made

    def _write_registry(self) -> None:
        self._put("key", self.fields.first("key", "code"))
        shown, legal = self.fields.of("title"), self.fields.of("name")
        self._put_texts("name", shown or legal or self._own_names())
        self._put_texts("alternative", [*self.fields.of("alternative"), *((shown and legal) or ())])
        self._put_texts("former", self.fields.of("former"))
        self._put_texts("abbreviation", self.fields.of("abbreviation"))
        self._put_level()
        self._put_codes()
        self._put("part_of", self.fields.first("whole", "part_of", "lead", "organisation", "place"))

    def _own_names(self) -> list[Candidate]:
        """The columns that name the organisations of a registry, one a language: those that differ most."""
        known = [*self.fields.of("organisation"), *self.fields.of("lead")]
        ones = sorted(known, key=lambda one: -self.fields.distinct_share(one))
        return [one for at, one in enumerate(ones) if one.language not in {other.language for other in ones[:at]}]

    def _put_codes(self) -> None:
        """Add columns of codes that their headers name: ``gc_orgID`` holds codes of the system ``gc``."""
        found = {own_words(self.fields.header(one)): one for one in (*self.fields.of("code"), *self.fields.of("key"))}
        if codes := {system: one for system, one in found.items() if system and system not in NO_SYSTEMS}:
            self.content["code"] = {system: self.fields.header(one) for system, one in codes.items()}
            self.used.update(one.column for one in codes.values())
            self._explain("code", next(iter(codes.values())))

    def _write_initiatives(self, kind: str) -> None:
        if kind == "participation" and len(self.kind.key) > 1:
            names = [self.fields.header(one) for one in self.kind.key]
            self.content |= {"key": names, "title": names}
            self.used.update(one.column for one in self.kind.key)
        else:
            self._put("key", self.kind.key[0] if self.kind.key else self.fields.first("key") or self._own_code())
            self._put_texts("title", self.fields.of("title") or self._short_summary())
        self._put_texts("summary", self.fields.of("summary"))
        whole = self.fields.first("whole")
        if kind == "initiative" and self.fields.first("lead", "organisation"):
            self.fields.by_name.setdefault("partners", []).extend(self.fields.by_name.pop("member", ()))
        head = (
            self.fields.first(*LEADING) or self._named_by_code() or whole
        )  # a table by country, of nobody else: the country does it
        self._put("member" if kind == "participation" else "lead", head, whole=whole)
        if kind == "participation":
            self._put("role", self.fields.first("role"))
        for name in ("partners", "external_partners"):
            self._put_list(name, [one for one in self.fields.of(name) if one.column not in self.used])
        self._put_themes()
        self._put_status()
        self._put_dates()
        self._put("part_of", self.fields.first("part_of"))
        self._put_texts("needs", self.fields.of("needs"))
        self._put("edition", self.fields.first("edition"))
        self._put("reported_by", self.fields.first("reported_by"))
        if "needs" in self.content and "edition" not in self.content:
            del self.content["needs"]  # a need belongs to an edition

    def _own_code(self) -> Candidate | None:
        """A column of codes of which each row has its own."""
        return next((one for one in self.fields.of("code") if self.fields.distinct_share(one) == 1), None)

    def _short_summary(self) -> Sequence[Candidate]:
        """The columns of summaries that may be titles, where there are none."""
        ones = self.fields.of("summary")
        return [one for one in ones if self.columns.profiles[one.column].fit("title")]

    def _named_by_code(self) -> Candidate | None:
        """A column of abbreviations or codes of organisations that are words (``HRSD``), where no column has names."""
        one = self.fields.first("abbreviation") or self.fields.first("code")
        texts = self.columns.profiles[one.column].different if one else []
        return one if texts and sum(map(str.isalpha, texts)) >= MIN_BODIES * len(texts) else None

    def _put(self, name: str, one: Candidate | None, whole: Candidate | None = None) -> None:
        if one is None or (one.column in self.used and name != "key"):
            return
        column: Any = self.fields.header(one)
        self.used.add(one.column)
        if whole is not None and whole.column not in self.used:
            self.used.add(whole.column)
            column = {"column": column, "part_of": self.fields.header(whole)}
        self.content[name] = column
        self._explain(name, one)

    def _put_texts(self, name: str, found: Sequence[Candidate] | None) -> None:
        ones = [one for one in found or () if one.column not in self.used or name == "title"]
        if not ones:
            return
        self.used.update(one.column for one in ones)
        if name in BY_LANGUAGE and any(one.language for one in ones):
            by_language: dict[str, list[str]] = {}
            for one in ones:
                if one.language and (name in MANY or one.language not in by_language):
                    by_language.setdefault(one.language, []).append(self.fields.header(one))
            self.content[name] = {
                language: names[0] if len(names) == 1 else names for language, names in by_language.items()
            }
        else:
            names = [self.fields.header(one) for one in ones]
            self.content[name] = names if name in MANY and len(names) > 1 else names[0]
        self._explain(name, ones[0])

    def _put_list(self, name: str, ones: Sequence[Candidate]) -> None:
        if not ones:
            return
        names = [self.fields.header(one) for one in ones]
        self.used.update(one.column for one in ones)
        mark = list_separator(self.table, name, [one.column for one in ones])
        column: Any = names[0] if len(names) == 1 else names
        self.content[name] = {"column": column, "separator": mark} if mark else column
        self._explain(name, ones[0])

    def _put_themes(self) -> None:
        ones = [one for one in self.fields.of("themes") if one.column not in self.used]
        self._put_list("themes", ones)
        if not (marked := self.columns.marked):
            return
        self.used.update(marked)
        cell = {"column": [self.table.columns[at] for at in marked], "marked": True}
        if "themes" in self.content:
            stated = self.content["themes"]
            self.content["themes"] = [stated if isinstance(stated, dict) else {"column": stated}, cell]
        else:
            self.content["themes"] = cell
        self.why["themes"] = note("each of these columns is a theme, where a row says yes")

    def _put_level(self) -> None:
        if (one := self.fields.first("level")) is None or one.column in self.used:
            return
        self.used.add(one.column)
        different = self.columns.profiles[one.column].different[:MAX_STATUS_VALUES]
        values = {text: level for text in different if text not in LEVELS and (level := level_of(text))}
        self.content["level"] = (
            {"column": self.fields.header(one), "values": values} if values else self.fields.header(one)
        )
        self._explain("level", one)

    def _put_status(self) -> None:
        one = self.fields.first("status")
        if one is None or one.column in self.used:
            return
        self.used.add(one.column)
        different = self.columns.profiles[one.column].different[:MAX_STATUS_VALUES]
        values = {text: like for text in different if status_of(text) is None and (like := status_like(text))}
        self.content["status"] = (
            {"column": self.fields.header(one), "values": values} if values else self.fields.header(one)
        )
        self._explain("status", one)

    def _put_dates(self) -> None:
        dates = {name: ones[0] for name, ones in self.fields.by_name.items() if name in DATES}
        if "start" not in dates and (plain := self.fields.first("date")):
            dates["start"] = plain
        for name, one in dates.items():
            if one.column not in self.used:
                self.used.add(one.column)
                self.content.setdefault("dates", {})[name] = self.fields.header(one)
                self._explain(name, one)

    def _language(self, found: Iterable[Candidate]) -> str | dict[str, str] | None:
        if language := self.fields.first("language"):
            self.used.add(language.column)
            return {"column": self.fields.header(language)}
        ones = [one for one in found if one.field in {"title", "summary", "name"}]
        languages = [one for one in ones if one.language]
        if any(is_marked(self.fields.header(one)) for one in languages) or (languages and "name" in self.content):
            return None
        if languages:  # “Titre” beside “Title”
            return detect_language(self.table, [])
        return detect_language(self.table, [one.column for one in ones])

    def _explain(self, name: str, one: Candidate) -> None:
        header = self.table.columns[one.column]
        exact_header = note("its header is “{header}”", header=header)
        self.why[name] = exact_header if one.exact else note("the words of its header, “{header}”", header=header)


def _join_participants(made: Recognised, columns: Columns) -> None:
    """Make participations of initiatives at several places that organisations share: who does what where."""
    title, lead = made.content.get("title"), made.content.get("lead")
    if not (isinstance(title, list) and isinstance(lead, str)) or "key" in made.content:
        return
    key = [columns.table.columns.index(name) for name in title]
    if find_groups(columns, key, columns.table.columns.index(lead)):
        before = {name: made.content[name] for name in ("language",) if name in made.content}
        after = {name: value for name, value in made.content.items() if name not in {*before, *OF_INITIATIVES}}
        made.content = {"rows": "participation", **before, "key": title, "title": title, "member": lead, **after}
        made.why["rows"] = note("rows of one initiative differ in “{column}”", column=lead)
        made.why["member"] = made.why["lead"]
