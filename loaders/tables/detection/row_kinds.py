"""What the rows of a table are: initiatives, participations in them, or the organisations of a registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.claims import Note, note
from graph.names.normalization import BODIES, tokenize
from graph.names.resolver import resolve
from loaders.mapping.header_words import own_words
from loaders.tables.detection.columns import DATES
from loaders.tables.detection.fields import find_groups

if TYPE_CHECKING:
    from loaders.tables.detection.fields import Candidate, Columns

MIN_BODIES: Final = 0.5  # share of names that are those of public bodies, from which a table is a registry
MAX_RESOLVED: Final = 100  # names that are looked up
WORK: Final = DATES | {"status", "summary", "themes", "partners", "role", "external_partners"}  # fields of work
REGISTERED: Final = ("name", "alternative", "former", "abbreviation", "code", "level")  # fields of registries
MIN_REGISTERED: Final = 3  # of them, which a registry has that tells of the work of its organisations, too
MAX_TITLE_SHARE: Final = 0.5  # of titles that differ, in a table of one activity at several places
NEARLY_ALL: Final = 0.8  # share of such names, where another column names organisations
SURE_CODE: Final = 0.8  # the score of a column of codes of organisations by its header
MOST_BODIES: Final = 0.6  # share of such names, where rows also describe what organisations do
NAMES_OF_BODIES: Final = BODIES | frozenset(
    ("institute", "institut", "inspectorate", "inspection", "ombudsman", "commissioner", "commissariat", "regulator",
     "university", "universite", "college", "court", "courts", "museum", "musee", "bank", "banque", "directorate",
     "direction", "instituto", "agencia", "ministerio", "secretaria", "autoridad", "departamento", "oficina",
     "administracion", "comision", "junta", "corporacion", "ministerie", "ministerium", "bundesamt", "landesamt",
     "departement", "directie", "inspectie", "dienst", "gemeente")
)  # fmt: skip
LEADING: Final = ("lead", "organisation", "member")


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns of a table by the field that each may be, the likeliest first."""

    columns: Columns
    by_name: dict[str, list[Candidate]]

    def of(self, name: str) -> list[Candidate]:
        """The columns of a field."""
        return self.by_name.get(name, [])

    def first(self, *names: str) -> Candidate | None:
        """The likeliest column of some fields, the first of those that are as likely."""
        found = [one for name in names for one in self.of(name)]
        return max(found, key=lambda one: (round(one.score, 2), -one.column)) if found else None

    def header(self, one: Candidate) -> str:
        """The header of a column."""
        return self.columns.table.columns[one.column]

    def distinct_share(self, one: Candidate) -> float:
        """The share of texts of a column that differ."""
        return self.columns.profiles[one.column].distinct_share


@dataclass(frozen=True, slots=True)
class RowKind:
    """What rows are, why, and of participations the columns that say which initiative a row is about."""

    name: str
    why: Note | None = None
    key: list[Candidate] = field(default_factory=list)


def kind_of(fields: Fields, *, of_organisations: bool = False) -> RowKind:
    """What the rows are, by the columns that there are and by rows that belong together.

    Args:
        fields: the columns.
        of_organisations: whether the name of the file says that it holds organisations.
    """
    registry = RowKind("jurisdiction", note("the rows name organisations and describe no work"))
    member, role = fields.first(*LEADING), fields.first("role")
    if role is None and (_names_only(fields) or (of_organisations and _could_be_organisations(fields))):
        return registry
    for key in _keys(fields) if member is not None else ():
        if member and (role or find_groups(fields.columns, [one.column for one in key], member.column)):
            why = note("rows of one initiative differ in “{column}”", column=fields.header(member))
            return RowKind("participation", why, key)
    return registry if _is_registry(fields) else RowKind("initiative")


def _names_only(fields: Fields) -> bool:
    """Whether rows have names of organisations with another name or alone, and nothing that is done."""
    if fields.first("summary", *WORK):
        return False
    if not fields.first("title"):
        return fields.first("name", "organisation", "lead") is not None
    others = fields.first("abbreviation", "alternative", "former")
    coded = any(one.score > SURE_CODE and not own_words(fields.header(one)) for one in fields.of("code"))
    return bool((others or coded) and not fields.first("lead", "organisation"))


def _could_be_organisations(fields: Fields) -> bool:
    """Whether the titles of a table whose file is called after organisations may name them."""
    names = fields.first("name", "title", "organisation", "lead")
    if names is None or fields.first("partners", "external_partners"):
        return False
    return names.field != "title" or not _leads_by_name(fields, names)


def _keys(fields: Fields) -> Iterator[list[Candidate]]:
    """The columns that may say which initiative a row is about: its key, its title, or its title and places."""
    profiles = fields.columns.profiles
    if repeated := [one for one in fields.of("key") if profiles[one.column].distinct_share < 1]:
        yield repeated[:1]
    if titles := fields.of("title")[:1]:
        yield titles
        if profiles[titles[0].column].distinct_share <= MAX_TITLE_SHARE:
            yield [*titles, *fields.of("place"), *fields.of("whole")]


def _is_registry(fields: Fields) -> bool:
    """Whether rows only name organisations: no work is described, and most names are those of public bodies."""
    own = [field for field in REGISTERED if fields.first(field)]
    names = fields.of("name") or fields.of("title") or fields.of("organisation") or []
    if not names or fields.first("role", "partners", "external_partners"):
        return False
    share = _share_of_bodies(fields, names[0])
    if share < MOST_BODIES or (share < NEARLY_ALL and _leads_by_name(fields, names[0])):
        if any(fields.first(field) for field in WORK) or fields.first("lead"):
            if len(own) < MIN_REGISTERED or share < MIN_BODIES:
                return False
        elif share < MIN_BODIES and not (own and fields.first("name")):
            return False
    return True


def _leads_by_name(fields: Fields, names: Candidate) -> bool:
    """Whether another column names who leads: by a name and not by a code."""
    leads = [one for field in ("lead", "organisation") for one in fields.of(field) if one != names]
    return any(not fields.columns.profiles[one.column].looks_coded for one in leads)


def _share_of_bodies(fields: Fields, names: Candidate) -> float:
    """The share of names that are those of public bodies."""
    texts = fields.columns.profiles[names.column].different[:MAX_RESOLVED]
    bodies = sum(not NAMES_OF_BODIES.isdisjoint(tokenize(text)) or resolve(text).id is not None for text in texts)
    return bodies / len(texts) if texts else 0.0
