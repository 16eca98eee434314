"""Questions are data: each is a YAML file, with its SQL and its Cypher beside it or a Python function that it names.

The command, its help, the Python method, the reference page and the tests are all made from these files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.dates.editions import season_of_edition
from graph.yaml_text import load_yaml
from queries import wording

FOLDER: Final = Path(__file__).parent / "named"
PARAMETER_TYPES: Final = frozenset(
    {"theme", "jurisdiction", "edition", "initiative", "node", "text", "choice", "count", "flag", "date"}
)
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked with; `argument` ones are typed without an option's name."""

    name: str
    type: str
    help: Texts
    required: bool = False
    argument: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None

    @property
    def option(self) -> str:
        """The option's name on the command line."""
        return f"--{self.name.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; `table` says whether a table shows it.

    `codes` names the list that words its values, or is ``date`` or ``edition`` for what is put in words by rule.
    """

    name: str
    header: Texts
    codes: str | None = None
    table: bool = True


@dataclass(frozen=True, slots=True)
class NoteSpec:
    """A sentence beside an answer: the statement yields a row for each sentence, whose columns fill the text."""

    sql: str
    text: Texts
    cypher: str = ""

    def statement(self, dialect: str) -> str:
        """What to ask of a store that speaks "sql" or "cypher"."""
        return self.sql if dialect == "sql" else self.cypher


@dataclass(frozen=True, slots=True)
class Question:
    """A named question; `sql` is None when `compute` names the function that answers it (``module:function``).

    `cypher` asks the same of a store that speaks it: the same columns, in the same order.
    """

    name: str
    summary: Texts
    description: Texts
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    examples: tuple[str, ...]
    notes: tuple[NoteSpec, ...]
    empty: Texts
    sql: str | None
    compute: str | None = None
    limit: int | None = None
    limit_each: str | None = None  # with the flag `each`, the limit holds for each value of this column
    cypher: str | None = None
    full_text: bool = False  # whether it searches full text: where the store does not, a local copy is asked
    file: str | None = None  # where it is one that somebody added (see `own_questions`)

    @property
    def stops(self) -> bool:
        """Whether its SQL takes `:most`, the number of rows after which it need not go on (-1: all)."""
        return ":most" in (self.sql or "")

    def statement(self, dialect: str) -> str | None:
        """What to ask of a store that speaks "sql" or "cypher"; None where there is no such text."""
        return self.sql if dialect == "sql" else self.cypher


def question_names() -> list[str]:
    """The names of all questions, in alphabetical order; reads no file."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@lru_cache(maxsize=64)
def question(name: str) -> Question:
    """A question by its name.

    Raises:
        KeyError: there is none.
    """
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise KeyError(name)
    raw: dict[str, Any] = load_yaml(path.read_text("utf-8"))
    return Question(
        name=name,
        summary=raw["summary"],
        description=raw["description"],
        parameters=tuple(_parameter(p) for p in raw.get("parameters", ())),
        columns=tuple(Column(**c) for c in raw["columns"]),
        examples=tuple(raw["examples"]),
        notes=tuple(NoteSpec(**n) for n in raw.get("notes", ())),
        empty=raw["empty"],
        sql=_text(path.with_suffix(".sql")),
        compute=raw.get("compute"),
        limit=raw.get("limit"),
        limit_each=raw.get("limit_each"),
        full_text=raw.get("full_text", False),
        cypher=_text(path.with_suffix(".cypher")),
    )


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _parameter(raw: dict[str, Any]) -> Parameter:
    return Parameter(**{**raw, "choices": tuple(raw.get("choices", ()))})


@lru_cache(maxsize=1)
def codes() -> Mapping[str, Mapping[str, Texts]]:
    """What coded values mean in each language, by list and value."""
    path = FOLDER.parent / "codes.yaml"
    loaded: Mapping[str, Mapping[str, Texts]] = load_yaml(path.read_text("utf-8"))
    return loaded


def worded(listed: str | None, value: object, language: str) -> object:
    """A coded value in words, a date or an edition too; any other value as it is."""
    if listed is None or not isinstance(value, str):
        return value
    if listed == "date":
        return wording.dated(value, language)
    if listed in {"edition", "coded"} and season_of_edition(value):
        return wording.edition_named(value, language)
    return codes().get(listed, {}).get(value, {}).get(language, value)
