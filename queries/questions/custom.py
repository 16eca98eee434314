"""Questions that somebody adds: a folder of `NAME.yaml`, each with `NAME.sql` or `NAME.cypher` beside it, or both.

They are as those of `questions/`, but only `summary` has to be there, a text may be in one language, and rows need no
evidence. Their SQL reads what the audience may see and nothing else, as `accord sql` does; what is wrong with a file
is said with its line.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Limits
from graph.adhoc.result import to_json_value
from graph.errors import UsageError
from queries.questions.question import PARAMETER_TYPES, Column, Parameter, Question, Texts, codes
from queries.questions.yaml_file import OwnFile

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.answer import Row

VARIABLE: Final = "ACCORD_QUESTIONS"
NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
LIMITS: Final = Limits(seconds=300, rows=1_000_000, megabytes=1024)  # for Cypher, which could change things or not end
_KEYS: Final = frozenset({"name", "summary", "description", "parameters", "columns", "examples", "empty", "limit"})
_PARAMETER: Final = frozenset({"name", "type", "help", "required", "argument", "choices", "default"})
_COLUMN: Final = frozenset({"name", "header", "codes", "table"})
_NO_ROW: Final[Texts] = {"en": "No row.", "fr": "Aucune ligne."}


def folders(typed: str | None) -> list[Path]:
    """The folders that an option or a variable names, one or several as PATH has them.

    Raises:
        UsageError: one is not there.
    """
    found = [Path(part) for part in (typed or "").split(os.pathsep) if part]
    for folder in found:
        if not folder.is_dir():
            raise UsageError("There is no folder of questions at {path}.", path=folder)
    return found


def files(where: Iterable[Path], taken: Collection[str]) -> dict[str, Path]:
    """The file of each question in some folders, by its name; reads none of them.

    Args:
        where: the folders.
        taken: names that mean something else already.

    Raises:
        UsageError: a name is taken, or is none.
    """
    found: dict[str, Path] = {}
    for folder in where:
        for path in sorted(folder.glob("*.yaml")):
            if not NAME.fullmatch(path.stem):
                raise UsageError(
                    "{file}: a question is called in small letters, digits and underscores. Rename its files.",
                    file=path,
                )
            if path.stem in taken:
                raise UsageError(
                    "{file}: “{name}” means something else already. Rename its files.", file=path, name=path.stem
                )
            if path.stem in found:
                raise UsageError(
                    "{file}: {other} is called so, too. Rename its files.", file=path, other=found[path.stem]
                )
            found[path.stem] = path
    return found


def read(path: Path) -> Question:
    """The question that a file holds.

    Raises:
        UsageError: something in it, or in the SQL beside it, is wrong; says the line.
    """
    file = OwnFile(path)
    raw = file.raw
    file.keys((), raw, _KEYS)
    if raw.get("name", path.stem) != path.stem:
        raise file.wrong(("name",), UsageError("the name is that of the file: {name}", name=path.stem))
    if "summary" not in raw:
        raise file.wrong((), UsageError("“{key}” is missing", key="summary"))
    sql, cypher = (_text(path.with_suffix(f".{dialect}")) for dialect in ("sql", "cypher"))
    if sql is None and cypher is None:
        beside = [path.with_suffix(f".{dialect}").name for dialect in ("sql", "cypher")]
        raise file.wrong(
            (), UsageError("there is neither {sql} nor {cypher} beside it", sql=beside[0], cypher=beside[1])
        )
    summary = file.texts(("summary",), raw["summary"])
    description = file.texts(("description",), raw["description"]) if "description" in raw else summary
    parameters = tuple(_parameter(file, n, one) for n, one in enumerate(file.listed("parameters")))
    columns = tuple(_column(file, n, one) for n, one in enumerate(file.listed("columns")))
    examples = tuple(map(str, file.listed("examples"))) or (f"accord {path.stem}",)
    empty = file.texts(("empty",), raw["empty"]) if "empty" in raw else _NO_ROW
    limit = file.count(("limit",), raw.get("limit"))
    if sql is not None:
        columns = _checked(file, sql, parameters, columns)
    return Question(
        name=path.stem,
        summary=summary,
        description=description,
        parameters=parameters,
        columns=columns,
        examples=examples,
        notes=(),
        empty=empty,
        sql=sql,
        cypher=cypher,
        limit=limit,
        file=str(path),
    )


def _parameter(file: OwnFile, number: int, told: Any) -> Parameter:  # noqa: ANN401 (whatever stands there)
    place = ("parameters", number)
    file.keys(place, told, _PARAMETER)
    name, kind = file.name(place, told), told.get("type", "text")
    if kind not in PARAMETER_TYPES:
        raise file.wrong(
            (*place, "type"),
            UsageError("“{given}” is none of: {known}", given=kind, known=", ".join(sorted(PARAMETER_TYPES))),
        )
    if kind == "choice" and not told.get("choices"):
        raise file.wrong(place, UsageError("“{key}” is missing", key="choices"))
    return Parameter(
        name=name, type=kind, help=file.texts((*place, "help"), told.get("help", name)),
        required=bool(told.get("required")), argument=bool(told.get("argument")),
        choices=tuple(map(str, told.get("choices") or ())), default=told.get("default"),
    )  # fmt: skip


def _column(file: OwnFile, number: int, told: Any) -> Column:  # noqa: ANN401 (whatever stands there)
    place = ("columns", number)
    if isinstance(told, str):
        told = {"name": told}
    file.keys(place, told, _COLUMN)
    name, listed = file.name(place, told), told.get("codes")
    known = {"date", "edition", *codes()}
    if listed is not None and listed not in known:
        raise file.wrong(
            (*place, "codes"), UsageError("“{given}” is none of: {known}", given=listed, known=", ".join(sorted(known)))
        )
    return Column(name, file.texts((*place, "header"), told.get("header", name)), listed, bool(told.get("table", True)))


def _checked(
    file: OwnFile, sql: str, parameters: tuple[Parameter, ...], columns: tuple[Column, ...]
) -> tuple[Column, ...]:
    """The columns of the answer, after a look at what the SQL yields and reads."""
    from graph.adhoc.catalog import list_views
    from graph.adhoc.sql import list_result_columns

    values = {one.name: 1 if one.type == "count" else None for one in parameters}  # a LIMIT takes no NULL
    if ":most" in sql:  # see `Question.stops`
        values["most"] = -1
    try:
        yielded = list_result_columns(list_views(), sql, values)
    except UsageError as error:
        raise UsageError("{file}: {reason}", file=file.path.with_suffix(".sql"), reason=error) from error
    for number, column in enumerate(columns):
        if column.name not in yielded:
            known = ", ".join(yielded)
            reason = UsageError("the SQL yields no column “{name}”; it yields: {known}", name=column.name, known=known)
            raise file.wrong(("columns", number), reason)
    return columns or tuple(Column(name, {"en": name, "fr": name}) for name in yielded if name != "evidence")


def rows_of(view: View, question: Question, parameters: Mapping[str, object]) -> list[Row]:
    """What the statement of such a question yields.

    Raises:
        UsageError: it does not yield the columns that its file names.
    """
    rows = _yielded(view, question, parameters)
    for row in rows[:1]:
        if missing := [column.name for column in question.columns if column.name not in row]:
            raise UsageError("{file}: the query yields no column “{name}”.", file=question.file, name=missing[0])
    names = {column.name for column in question.columns} or set(rows[0] if rows else ()) - {"evidence"}
    return [
        {
            **{name: to_json_value(row[name]) for name in row if name in names},
            "evidence": _claims(question, row.get("evidence")),
        }
        for row in rows
    ]


def _yielded(view: View, question: Question, parameters: Mapping[str, object]) -> list[Row]:
    """What the query yields: asked in the language of the store, or else of a copy of what the audience may see."""
    from graph.adhoc.cypher import run_cypher

    if view.dialect == "cypher" and question.cypher:
        return run_cypher(view, question.cypher, parameters, LIMITS)[0].to_dictionaries()
    reads = view.open_local()
    if question.sql:  # it was seen to read views, and nothing beneath them
        return reads.rows(question.sql, parameters)
    return run_cypher(reads, question.cypher or "", parameters, LIMITS)[0].to_dictionaries()


def _claims(question: Question, value: object) -> list[int]:
    """The claim numbers of a row: a list, as JSON where SQL has it; none where there is none."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        found = ()
    if found is None or (isinstance(found, list) and all(isinstance(one, int | None) for one in found)):
        return [one for one in found or () if one is not None]
    raise UsageError(
        "{file}: the column “evidence” holds a list of claim numbers: json_array(claim) in SQL.", file=question.file
    )


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else None
