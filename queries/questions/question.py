"""Named questions, defined as data: a YAML file with its SQL and Cypher, or with the Python function that answers it.

The command, its help, the Python method, the reference page and the contract tests are generated from these files.
`compute: module:function` names a function that takes the view and the parameters and returns rows; it is imported when
the question is asked, so that no question pays for the libraries of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.dates.editions import season_of_edition
from graph.text.yaml import load_yaml_file
from queries.questions import wording

QUESTIONS: Final = Path(__file__).parent / "named"
PARAMETER_TYPES: Final = frozenset(
    {"theme", "jurisdiction", "edition", "initiative", "node", "text", "choice", "count", "flag", "date"}
)
Texts = Mapping[str, str]
_DATE: Final = r"\d{4}(-\d\d(-\d\d)?)?"  # also of a title that is a year, which is shown as it is
_DATES: Final = rf"{_DATE}(/{_DATE})?( · {_DATE}(/{_DATE})?)*"


class Parameter(NamedTuple):
    """A parameter of a question; an `argument` is typed without the name of an option.

    `codes` names the list of codes that has the words of its choices. `about` says in a heading what it restricts the
    answer to (“before {value}”); without it, names of nodes, texts and choices stand there as they are. `moment` says
    of an edition whether only what was known then answers the question.
    """

    name: str
    type: str
    help: Texts
    required: bool = False
    argument: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None
    codes: str | None = None
    about: Texts | None = None
    moment: bool = True

    @property
    def option(self) -> str:
        """The option's name on the command line."""
        return f"--{self.name.replace('_', '-')}"


class Column(NamedTuple):
    """A column of the answer; a column without `table` is not shown in tables.

    `codes` names the list of codes whose labels replace its values, or is ``date`` or ``edition``. `blank` is what
    tables, pages and workbooks show where there is no value (“several” for who asks).
    """

    name: str
    header: Texts
    codes: str | None = None
    table: bool = True
    marked: bool = False  # whether tables mark it where the row is inferred or proposed; else the first column is
    blank: Texts | None = None

    def format(self, value: object, language: str) -> object:
        """Return a value in words: the label of a code, a date or an edition, or what stands for no value."""
        return self.blank[language] if value is None and self.blank else format_value(self.codes, value, language)


class NoteTemplate(NamedTuple):
    """Notes of an answer: each row of the statement fills the placeholders of the text."""

    sql: str
    text: Texts
    cypher: str = ""

    def statement(self, dialect: str) -> str:
        """Return the statement in a dialect ("sql" or "cypher")."""
        return self.sql if dialect == "sql" else self.cypher


class Question(NamedTuple):
    """A named question, answered by statements (`sql`, `cypher`) or by a function (`compute`).

    Attributes:
        name: its name as a command and a method.
        summary: one line, by language.
        description: a paragraph, by language.
        parameters: what it may be asked with.
        columns: the columns of the answer, in order.
        examples: command lines.
        notes: the notes of its answers.
        empty: the note of an answer without rows.
        sql: its SQL, or None.
        compute: the function that answers it (``module:function``), or None.
        limit: the default maximum of rows.
        limit_each: a column; with the flag `each`, the limit holds for each of its values.
        cypher: its Cypher, with the columns of the SQL in the same order, or None.
        full_text: whether it searches full text; a store without full text is then copied to a local one.
        file: the file of a custom question (`queries/questions/custom.py`).
    """

    name: str
    summary: Texts
    description: Texts
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    examples: tuple[str, ...]
    notes: tuple[NoteTemplate, ...]
    empty: Texts
    sql: str | None
    compute: str | None = None
    limit: int | None = None
    limit_each: str | None = None
    cypher: str | None = None
    full_text: bool = False
    file: str | None = None

    @property
    def takes_row_limit(self) -> bool:
        """Whether its SQL takes `:most`, the number of rows to return (-1: all)."""
        return ":most" in (self.sql or "")

    def statement(self, dialect: str) -> str | None:
        """Return the statement in a dialect ("sql" or "cypher"), or None."""
        return self.sql if dialect == "sql" else self.cypher


def list_questions() -> list[str]:
    """Return the names of all questions, in alphabetical order, without reading their files."""
    return sorted(path.stem for path in QUESTIONS.glob("*.yaml"))


@lru_cache(maxsize=64)
def load_question(name: str) -> Question:
    """Return a question by name.

    Raises:
        KeyError: no question has this name.
    """
    path = QUESTIONS / f"{name}.yaml"
    if path.parent != QUESTIONS or not path.is_file():  # a name is no path
        raise KeyError(name)
    raw: dict[str, Any] = load_yaml_file(path)
    return Question(
        name=name,
        summary=raw["summary"],
        description=raw["description"],
        parameters=tuple(_to_parameter(p) for p in raw.get("parameters", ())),
        columns=tuple(Column(**c) for c in raw["columns"]),
        examples=tuple(raw["examples"]),
        notes=tuple(NoteTemplate(**n) for n in raw.get("notes", ())),
        empty=raw["empty"],
        sql=_read_if_exists(path.with_suffix(".sql")),
        compute=raw.get("compute"),
        limit=raw.get("limit"),
        limit_each=raw.get("limit_each"),
        full_text=raw.get("full_text", False),
        cypher=_read_if_exists(path.with_suffix(".cypher")),
    )


def _read_if_exists(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _to_parameter(raw: dict[str, Any]) -> Parameter:
    return Parameter(**{**raw, "choices": tuple(raw.get("choices", ()))})


@lru_cache(maxsize=1)
def load_codes() -> Mapping[str, Mapping[str, Texts]]:
    """Return the labels of coded values, by list, value and language."""
    path = QUESTIONS.parent / "codes.yaml"
    loaded: Mapping[str, Mapping[str, Texts]] = load_yaml_file(path)
    return loaded


def format_value(codes: str | None, value: object, language: str) -> object:
    """Return the label of a coded value, a date or an edition; any other value unchanged."""
    if codes is None or not isinstance(value, str):
        return value
    if codes == "moment":
        return f"{value[:10]} {value[11:16]}"
    if codes == "date":
        return wording.format_date(value, language)
    if codes == "was" and re.fullmatch(_DATES, value):
        return " · ".join(str(wording.format_date(one, language)) for one in value.split(" · "))
    if codes in {"edition", "coded"} and season_of_edition(value):
        return wording.format_edition(value, language)
    return load_codes().get(codes, {}).get(value, {}).get(language, value)
