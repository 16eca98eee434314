"""What the rows of a table are, and the mapping that its columns make: initiatives, participations or a registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Note, note
from graph.names.normalization import BODIES, tokenize
from graph.names.resolver import resolve
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

if TYPE_CHECKING:
    from loaders.tables.formats.header import Table

MIN_BODIES: Final = 0.5  # share of names that are those of public bodies, from which a table is a registry
MAX_RESOLVED: Final = 100  # names that are looked up
MAX_STATUS_VALUES: Final = 20  # words of a status that a proposed mapping explains
WORK: Final = DATES | {"status", "summary", "themes", "partners", "role", "external_partners"}  # fields of work
REGISTERED: Final = ("name", "alternative", "former", "abbreviation", "code", "level")  # fields of registries
MIN_REGISTERED: Final = 3  # of them, which a registry has that tells of the work of its organisations, too
MAX_TITLE_SHARE: Final = 0.5  # of titles that differ, in a table of one activity at several places
OF_INITIATIVES: Final = frozenset({"rows", "title", "lead", "partners"})  # fields that participations have otherwise
NEARLY_ALL: Final = 0.8  # the same, where another column names organisations
SURE_CODE: Final = 0.8  # the score of a column of codes of organisations by its header
MOST_BODIES: Final = 0.6  # the same, where rows also describe what organisations do
NO_SYSTEMS: Final = frozenset(
    ("u", "entry", "index", "index-entry", "row", "record", "unique")
)  # words that name no system of codes
MANY: Final = frozenset({"alternative", "former"})  # texts of which there may be several in a language
NAMES_OF_BODIES: Final = BODIES | frozenset(
    ("institute", "institut", "inspectorate", "inspection", "ombudsman", "commissioner", "commissariat", "regulator",
     "university", "universite", "college", "court", "courts", "museum", "musee", "bank", "banque", "directorate",
     "direction", "instituto", "agencia", "ministerio", "secretaria", "autoridad", "departamento", "oficina",
     "administracion", "comision", "junta", "corporacion", "ministerie", "ministerium", "bundesamt", "landesamt",
     "departement", "directie", "inspectie", "dienst", "gemeente")
)  # fmt: skip
LEADING: Final = ("lead", "organisation", "member")


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
        self.columns, self.table, self.of_organisations = columns, columns.table, of_organisations
        self.fields: dict[str, list[Candidate]] = {}
        for one in found:
            self.fields.setdefault(one.field, []).append(one)
        self.used: set[int] = set()
        self.content: dict[str, Any] = {}
        self.why: dict[str, Note] = {}
        self.key: list[Candidate] = []  # of participations

    def made(self) -> Recognised:
        """Return the columns, the mapping and the reasons."""
        kind = self._kind()
        self.content["rows"] = kind
        if kind == "jurisdiction":
            self._write_registry()
        else:
            self._write_initiatives(kind)
        found = [one for ones in self.fields.values() for one in ones if one.column in self.used]
        if language := self._language(found):
            self.content = {"rows": kind, "language": language, **self.content}
        made = Recognised(self.table, content=self.content, why=self.why)
        made.used = set(self.used)
        return made

    def _kind(self) -> str:
        """What the rows are, by the columns that there are and by rows that belong together."""
        member, role = self._first(*LEADING), self._first("role")
        if role is None and (self._names_only() or (self.of_organisations and self._could_be_organisations())):
            self.why["rows"] = note("the rows name organisations and describe no work")
            return "jurisdiction"
        for key in self._keys():
            if member is None:
                break
            if role or find_groups(self.columns, [one.column for one in key], member.column):
                header = self.table.columns[member.column]
                self.why["rows"] = note("rows of one initiative differ in “{column}”", column=header)
                self.key = key
                return "participation"
        return "jurisdiction" if self._is_registry() else "initiative"

    def _names_only(self) -> bool:
        """Whether rows have names of organisations with another name or alone, and nothing that is done."""
        if self._first("summary", *WORK):
            return False
        if not self._first("title"):
            return self._first("name", "organisation", "lead") is not None
        others = self._first("abbreviation", "alternative", "former")
        coded = any(one.score > SURE_CODE and not own_words(self._name(one)) for one in self.fields.get("code", ()))
        return bool((others or coded) and not self._first("lead", "organisation"))

    def _could_be_organisations(self) -> bool:
        """Whether the titles of a table whose file is called after organisations may name them."""
        names = self._first("name", "title", "organisation", "lead")
        if names is None or self._first("partners", "external_partners"):
            return False
        return names.field != "title" or not self._leads_by_name(names)

    def _keys(self) -> Iterator[list[Candidate]]:
        """The columns that may say which initiative a row is about: its key, its title, or its title and places."""
        profiles = self.columns.profiles
        if repeated := [one for one in self.fields.get("key", ()) if profiles[one.column].distinct_share < 1]:
            yield repeated[:1]
        if titles := self.fields.get("title", [])[:1]:
            yield titles
            if profiles[titles[0].column].distinct_share <= MAX_TITLE_SHARE:
                yield [*titles, *self.fields.get("place", ()), *self.fields.get("whole", ())]

    def _is_registry(self) -> bool:
        """Whether rows only name organisations: no work is described, and most names are those of public bodies."""
        own = [field for field in REGISTERED if self._first(field)]
        names = self.fields.get("name") or self.fields.get("title") or self.fields.get("organisation") or []
        if not names or self._first("role", "partners", "external_partners"):
            return False
        share = self._share_of_bodies(names[0])
        if share < MOST_BODIES or (share < NEARLY_ALL and self._leads_by_name(names[0])):
            if any(self._first(field) for field in WORK) or self._first("lead"):
                if len(own) < MIN_REGISTERED or share < MIN_BODIES:
                    return False
            elif share < MIN_BODIES and not (own and self._first("name")):
                return False
        self.why["rows"] = note("the rows name organisations and describe no work")
        return True

    def _leads_by_name(self, names: Candidate) -> bool:
        """Whether another column names who leads: by a name and not by a code."""
        leads = [one for field in ("lead", "organisation") for one in self.fields.get(field, ()) if one != names]
        return any(not self.columns.profiles[one.column].looks_coded for one in leads)

    def _share_of_bodies(self, names: Candidate) -> float:
        """The share of names that are those of public bodies."""
        texts = self.columns.profiles[names.column].different[:MAX_RESOLVED]
        bodies = sum(not NAMES_OF_BODIES.isdisjoint(tokenize(text)) or resolve(text).id is not None for text in texts)
        return bodies / len(texts) if texts else 0.0

    def _write_registry(self) -> None:
        self._put("key", self._first("key", "code"))
        shown, legal = self.fields.get("title"), self.fields.get("name")
        self._put_texts("name", shown or legal or self._own_names())
        self._put_texts("alternative", [*self.fields.get("alternative", ()), *((shown and legal) or ())])
        self._put_texts("former", self.fields.get("former"))
        self._put_texts("abbreviation", self.fields.get("abbreviation"))
        self._put_level()
        self._put_codes()
        self._put("part_of", self._first("whole", "part_of", "lead", "organisation", "place"))

    def _own_names(self) -> list[Candidate]:
        """The columns that name the organisations of a registry, one a language: those that differ most."""
        known = [*self.fields.get("organisation", ()), *self.fields.get("lead", ())]
        ones = sorted(known, key=lambda one: -self._distinct(one))
        return [one for at, one in enumerate(ones) if one.language not in {other.language for other in ones[:at]}]

    def _distinct(self, one: Candidate) -> float:
        return self.columns.profiles[one.column].distinct_share

    def _put_codes(self) -> None:
        """Add columns of codes that their headers name: ``gc_orgID`` holds codes of the system ``gc``."""
        found = {own_words(self._name(one)): one for one in (*self.fields.get("code", ()), *self.fields.get("key", ()))}
        if codes := {system: one for system, one in found.items() if system and system not in NO_SYSTEMS}:
            self.content["code"] = {system: self._name(one) for system, one in codes.items()}
            self.used.update(one.column for one in codes.values())
            self._explain("code", next(iter(codes.values())))

    def _write_initiatives(self, kind: str) -> None:
        if kind == "participation" and len(self.key) > 1:
            names = [self._name(one) for one in self.key]
            self.content |= {"key": names, "title": names}
            self.used.update(one.column for one in self.key)
        else:
            self._put("key", self.key[0] if self.key else self._first("key") or self._own_code())
            self._put_texts("title", self.fields.get("title") or self._short_summary())
        self._put_texts("summary", self.fields.get("summary"))
        whole = self._first("whole")
        if kind == "initiative" and self._first("lead", "organisation"):
            self.fields.setdefault("partners", []).extend(self.fields.pop("member", ()))
        head = (
            self._first(*LEADING) or self._named_by_code() or whole
        )  # a table by country, of nobody else: the country does it
        self._put("member" if kind == "participation" else "lead", head, whole=whole)
        if kind == "participation":
            self._put("role", self._first("role"))
        for name in ("partners", "external_partners"):
            self._put_list(name, [one for one in self.fields.get(name, ()) if one.column not in self.used])
        self._put_themes()
        self._put_status()
        self._put_dates()
        self._put("part_of", self._first("part_of"))
        self._put_texts("needs", self.fields.get("needs"))
        self._put("edition", self._first("edition"))
        self._put("reported_by", self._first("reported_by"))
        if "needs" in self.content and "edition" not in self.content:
            del self.content["needs"]  # a need belongs to an edition

    def _own_code(self) -> Candidate | None:
        """A column of codes of which each row has its own."""
        return next((one for one in self.fields.get("code", ()) if self._distinct(one) == 1), None)

    def _short_summary(self) -> Sequence[Candidate]:
        """The columns of summaries that may be titles, where there are none."""
        ones = self.fields.get("summary", ())
        return [one for one in ones if self.columns.profiles[one.column].fit("title")]

    def _named_by_code(self) -> Candidate | None:
        """A column of abbreviations or codes of organisations that are words (``HRSD``), where no column has names."""
        one = self._first("abbreviation") or self._first("code")
        texts = self.columns.profiles[one.column].different if one else []
        return one if texts and sum(map(str.isalpha, texts)) >= MIN_BODIES * len(texts) else None

    def _first(self, *names: str) -> Candidate | None:
        found = [one for name in names for one in self.fields.get(name, ())]
        return max(found, key=lambda one: (round(one.score, 2), -one.column)) if found else None

    def _put(self, name: str, one: Candidate | None, whole: Candidate | None = None) -> None:
        if one is None or (one.column in self.used and name != "key"):
            return
        column: Any = self._name(one)
        self.used.add(one.column)
        if whole is not None and whole.column not in self.used:
            self.used.add(whole.column)
            column = {"column": column, "part_of": self._name(whole)}
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
                    by_language.setdefault(one.language, []).append(self._name(one))
            self.content[name] = {
                language: names[0] if len(names) == 1 else names for language, names in by_language.items()
            }
        else:
            names = [self._name(one) for one in ones]
            self.content[name] = names if name in MANY and len(names) > 1 else names[0]
        self._explain(name, ones[0])

    def _put_list(self, name: str, ones: Sequence[Candidate]) -> None:
        if not ones:
            return
        names = [self._name(one) for one in ones]
        self.used.update(one.column for one in ones)
        mark = list_separator(self.table, name, [one.column for one in ones])
        column: Any = names[0] if len(names) == 1 else names
        self.content[name] = {"column": column, "separator": mark} if mark else column
        self._explain(name, ones[0])

    def _put_themes(self) -> None:
        ones = [one for one in self.fields.get("themes", ()) if one.column not in self.used]
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
        if (one := self._first("level")) is None or one.column in self.used:
            return
        self.used.add(one.column)
        different = self.columns.profiles[one.column].different[:MAX_STATUS_VALUES]
        values = {text: level for text in different if text not in LEVELS and (level := level_of(text))}
        self.content["level"] = {"column": self._name(one), "values": values} if values else self._name(one)
        self._explain("level", one)

    def _put_status(self) -> None:
        one = self._first("status")
        if one is None or one.column in self.used:
            return
        self.used.add(one.column)
        different = self.columns.profiles[one.column].different[:MAX_STATUS_VALUES]
        values = {text: like for text in different if status_of(text) is None and (like := status_like(text))}
        self.content["status"] = {"column": self._name(one), "values": values} if values else self._name(one)
        self._explain("status", one)

    def _put_dates(self) -> None:
        dates = {name: ones[0] for name, ones in self.fields.items() if name in DATES}
        if "start" not in dates and (plain := self._first("date")):
            dates["start"] = plain
        for name, one in dates.items():
            if one.column not in self.used:
                self.used.add(one.column)
                self.content.setdefault("dates", {})[name] = self._name(one)
                self._explain(name, one)

    def _language(self, found: Iterable[Candidate]) -> str | dict[str, str] | None:
        if language := self._first("language"):
            self.used.add(language.column)
            return {"column": self._name(language)}
        ones = [one for one in found if one.field in {"title", "summary", "name"}]
        languages = [one for one in ones if one.language]
        if any(is_marked(self._name(one)) for one in languages) or (languages and "name" in self.content):
            return None
        if languages:  # “Titre” beside “Title”
            return detect_language(self.table, [])
        return detect_language(self.table, [one.column for one in ones])

    def _name(self, one: Candidate) -> str:
        return self.table.columns[one.column]

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
