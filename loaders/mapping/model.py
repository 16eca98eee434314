"""A mapping: what the columns of a table mean. A YAML file for people, checked as it is read.

`docs/reference/mapping.md` describes every field; `loaders.mapping.file` reads the file and says where it is wrong.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.model import Edtf, Language
from graph.values import DateKind, Level, Role, Status

Rows = Literal["initiative", "participation", "jurisdiction", "theme"]
Scheme = Literal["subject", "priority", "need-area"]
LISTS: Final = (";", "|", "\n")  # what separates the items of a list where a mapping does not say


class Part(BaseModel):
    """The base of all parts of a mapping: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Codes(Part):
    """A code table, in a file in the folder of the data or of the mapping: its columns of codes and of labels."""

    file: str
    code: str | None = None
    labels: dict[Language, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:  # noqa: ANN401 (what the file holds)
        return {"file": value} if isinstance(value, str) else value


class Cell(Part):
    """The origin of a value: a column, several, a template or a fixed text; and its transformations."""

    column: tuple[str, ...] = ()
    fixed: str | None = None
    template: str | None = None
    join: str = ", "
    first: bool = False
    separator: str | None = None
    cut: str | None = None
    ignore: tuple[str, ...] = ()
    values: dict[str, str] = {}
    codes: Codes | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:  # noqa: ANN401 (what the file holds)
        """The long form: ``name`` and ``[name, place]`` are short for columns."""
        if isinstance(value, str):
            return {"column": (value,)}
        if isinstance(value, list):
            return {"column": tuple(value)}
        if isinstance(value, dict):
            lists = {k: (value[k],) for k in ("column", "ignore") if isinstance(value.get(k), str)}
            return value | lists
        return value

    @model_validator(mode="after")
    def _one_origin(self) -> Cell:
        if sum((bool(self.column), self.fixed is not None, self.template is not None)) != 1:
            raise ValueError("origin")
        return self


class LevelCell(Cell):
    """A cell with the level of an organisation."""

    values: dict[str, Level] = {}  # type: ignore[assignment]  # narrower than text on purpose


class Names(Cell):
    """A cell with organisations, and what becomes of a name that nothing knows."""

    look_up: bool = True
    prefix: str = ""
    level: Level | LevelCell | None = None
    part_of: Names | None = None
    unknown: Literal["jurisdiction", "external"] = "jurisdiction"


class Themes(Cell):
    """A cell with themes: those that it is, with `named` those that its text names.

    With `marked`, each column is a theme, named by its header, of the rows that say yes there.
    """

    named: bool = False
    marked: bool = False
    scheme: Scheme | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Themes:
        if self.marked and (self.named or not self.column):
            raise ValueError("marked")
        return self


class Date(Cell):
    """A cell with a date; `order` says what 3/4/2021 means."""

    order: Literal["dmy", "mdy"] | None = None


class Edition(Date):
    """The edition of a row: as written, or derived from a date."""

    by: Literal["year", "season", "month"] | None = None
    published: Edtf | None = None


class RoleCell(Cell):
    """A cell with the role of a row's member; what it does not say is a partner."""

    values: dict[str, Role] = {}  # type: ignore[assignment]  # narrower than text on purpose


class StatusCell(Cell):
    """A cell with a status."""

    values: dict[str, Status] = {}  # type: ignore[assignment]  # narrower than text on purpose


class Joined(Part):
    """A second file: its columns, under names that end in `suffix`, join the rows that have the same key."""

    file: str
    on: str
    suffix: str = ""


def _by_language(value: Any) -> Any:  # noqa: ANN401 (what the file holds)
    """Texts by language; a cell alone is in the language of the table, and stands under no name."""
    if isinstance(value, dict) and value and not set(value) & set(Cell.model_fields):
        return value
    return {"": value}


def _several(value: Any) -> Any:  # noqa: ANN401 (what the file holds)
    """One cell, or a list of cells in their long form."""
    return value if isinstance(value, list) and any(isinstance(one, dict) for one in value) else [value]


Texts = Annotated[dict[Literal[""] | Language, Cell], BeforeValidator(_by_language)]


class Mapping(Part):
    """A mapping: the kind of the rows of a table, and the columns of its fields."""

    rows: Rows = "initiative"
    sheet: Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)] = ()
    header: int | None = Field(default=None, ge=1)
    language: Language | Cell | None = None
    collection: str | None = None
    join: Joined | None = None
    key: Cell | None = None
    title: Texts = {}
    summary: Texts = {}
    kind: Literal["initiative", "component"] | None = None
    lead: Names | None = None
    partners: Names | None = None
    member: Names | None = None
    role: RoleCell | None = None
    external_partners: Cell | None = None
    themes: Annotated[tuple[Themes, ...], BeforeValidator(_several)] = ()
    status: StatusCell | None = None
    dates: dict[DateKind, Date] = {}
    part_of: Names | None = None
    needs: Texts = {}
    edition: Edition | None = None
    reported_by: Literal["lead"] | Names | None = None
    name: Texts = {}
    alternative: Texts = {}
    definition: Texts = {}
    former: Texts = {}
    abbreviation: Texts = {}
    level: Level | LevelCell | None = None
    code: dict[str, Cell] = {}
    scheme: Scheme | None = None
    broader: Themes | None = None

    @model_validator(mode="after")
    def _enough(self) -> Mapping:
        if self.rows == "participation" and not (self.key and self.member):
            raise ValueError("participation")
        if self.rows == "initiative" and not (self.title or self.key):
            raise ValueError("initiative")
        if self.rows in ("jurisdiction", "theme") and not (self.name or self.key):
            raise ValueError("name")
        if self.needs and not self.edition:
            raise ValueError("needs")
        return self
