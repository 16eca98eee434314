"""Custom questions: a folder of `NAME.yaml`, each with `NAME.sql` or `NAME.cypher` next to it, or both.

They have the form of those in `questions/named/`, but only `summary` is required, a text may be in one language, and
rows need no evidence. Their SQL reads only what the audience may see, as with `accord sql`. Errors name the line.
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
from queries.questions.question import PARAMETER_TYPES, Column, Parameter, Question, Texts, load_codes
from queries.questions.yaml_file import QuestionFile

if TYPE_CHECKING:
    from graph.store import View
    from graph.text.yaml_lines import YamlPath
    from queries.questions.answer import Row

QUESTIONS_VARIABLE: Final = "ACCORD_QUESTIONS"
NAME_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]*")
CYPHER_LIMITS: Final = Limits(seconds=300, rows=1_000_000, megabytes=1024)  # Cypher could write, or never end
_QUESTION_KEYS: Final = frozenset(
    {"name", "summary", "description", "parameters", "columns", "examples", "empty", "limit"}
)
_PARAMETER_KEYS: Final = frozenset(
    {"name", "type", "help", "required", "argument", "choices", "default", "codes", "about"}
)
_COLUMN_KEYS: Final = frozenset({"name", "header", "codes", "table"})
_DEFAULT_EMPTY: Final[Texts] = {"en": "No row.", "fr": "Aucune ligne."}


def parse_folders(typed: str | None) -> list[Path]:
    """Return the folders that an option or a variable names, separated as in PATH.

    Raises:
        UsageError: a folder does not exist.
    """
    found = [Path(part) for part in (typed or "").split(os.pathsep) if part]
    for folder in found:
        if not folder.is_dir():
            raise UsageError("There is no folder of questions at {path}.", path=folder)
    return found


def find_question_files(folders: Iterable[Path], reserved: Collection[str]) -> dict[str, Path]:
    """Return the file of each question in some folders, by name, without reading them.

    Args:
        folders: the folders.
        reserved: names that are already in use.

    Raises:
        UsageError: a name is in use, or is not valid.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            if not NAME_PATTERN.fullmatch(path.stem):
                raise UsageError(
                    "{file}: the name of a question has small letters, digits and underscores only. Rename its files.",
                    file=path,
                )
            if path.stem in reserved:
                raise UsageError(
                    "{file}: the name “{name}” is already in use. Rename its files.", file=path, name=path.stem
                )
            if path.stem in found:
                raise UsageError(
                    "{file}: {other} has the same name. Rename its files.", file=path, other=found[path.stem]
                )
            found[path.stem] = path
    return found


def read_question(path: Path) -> Question:
    """Return the question that a file defines.

    Raises:
        UsageError: the file, or the SQL next to it, is not valid; names the line.
    """
    file = QuestionFile(path)
    raw = file.raw
    file.check_keys((), raw, _QUESTION_KEYS)
    if raw.get("name", path.stem) != path.stem:
        raise file.error_at(("name",), UsageError("the name must be that of the file: {name}", name=path.stem))
    if "summary" not in raw:
        raise file.error_at((), UsageError("“{key}” is missing", key="summary"))
    sql, cypher = (_read_if_exists(path.with_suffix(f".{dialect}")) for dialect in ("sql", "cypher"))
    if sql is None and cypher is None:
        names = {dialect: path.with_suffix(f".{dialect}").name for dialect in ("sql", "cypher")}
        raise file.error_at((), UsageError("there is neither {sql} nor {cypher} in the same folder", **names))
    summary = file.read_texts(("summary",), raw["summary"])
    description = file.read_texts(("description",), raw["description"]) if "description" in raw else summary
    parameters = tuple(_read_parameter(file, n, one) for n, one in enumerate(file.read_list("parameters")))
    columns = tuple(_read_column(file, n, one) for n, one in enumerate(file.read_list("columns")))
    examples = tuple(map(str, file.read_list("examples"))) or (f"accord {path.stem}",)
    empty = file.read_texts(("empty",), raw["empty"]) if "empty" in raw else _DEFAULT_EMPTY
    limit = file.read_count(("limit",), raw.get("limit"))
    if sql is not None:
        columns = _check_sql(file, sql, parameters, columns)
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


def _read_parameter(file: QuestionFile, number: int, value: Any) -> Parameter:  # noqa: ANN401 (any YAML)
    place = ("parameters", number)
    file.check_keys(place, value, _PARAMETER_KEYS)
    name, kind = file.read_name(place, value), value.get("type", "text")
    if kind not in PARAMETER_TYPES:
        raise file.error_at((*place, "type"), _unknown_value(kind, PARAMETER_TYPES))
    if kind == "choice" and not value.get("choices"):
        raise file.error_at(place, UsageError("“{key}” is missing", key="choices"))
    return Parameter(
        name=name, type=kind, help=file.read_texts((*place, "help"), value.get("help", name)),
        required=bool(value.get("required")), argument=bool(value.get("argument")),
        choices=tuple(map(str, value.get("choices") or ())), default=value.get("default"),
        codes=_check_codes(file, place, value.get("codes"), load_codes()),
        about=file.read_texts((*place, "about"), value["about"]) if "about" in value else None,
    )  # fmt: skip


def _read_column(file: QuestionFile, number: int, value: Any) -> Column:  # noqa: ANN401 (any YAML)
    place = ("columns", number)
    if isinstance(value, str):
        value = {"name": value}
    file.check_keys(place, value, _COLUMN_KEYS)
    name = file.read_name(place, value)
    codes = _check_codes(file, place, value.get("codes"), {"date", "edition", *load_codes()})
    header = file.read_texts((*place, "header"), value.get("header", name))
    return Column(name, header, codes, bool(value.get("table", True)))


def _check_codes(file: QuestionFile, place: YamlPath, codes: Any, known: Collection[str]) -> str | None:  # noqa: ANN401 (any YAML)
    """Return the name of a list of codes, if it is known."""
    if codes is None:
        return None
    if not isinstance(codes, str) or codes not in known:
        raise file.error_at((*place, "codes"), _unknown_value(codes, known))
    return codes


def _unknown_value(given: object, known: Iterable[str]) -> UsageError:
    return UsageError("“{given}” is not one of: {known}", given=given, known=", ".join(sorted(known)))


def _check_sql(
    file: QuestionFile, sql: str, parameters: tuple[Parameter, ...], columns: tuple[Column, ...]
) -> tuple[Column, ...]:
    """Return the columns of the answer, after checking what the SQL reads and returns."""
    from graph.adhoc.catalog import list_views
    from graph.adhoc.sql import list_result_columns

    values = {one.name: 1 if one.type == "count" else None for one in parameters}  # LIMIT does not take NULL
    if ":most" in sql:  # see `Question.takes_row_limit`
        values["most"] = -1
    try:
        returned = list_result_columns(list_views(), sql, values)
    except UsageError as error:
        raise UsageError("{file}: {reason}", file=file.path.with_suffix(".sql"), reason=error) from error
    for number, column in enumerate(columns):
        if column.name not in returned:
            reason = UsageError(
                "the SQL returns no column “{name}”; it returns: {known}", name=column.name, known=", ".join(returned)
            )
            raise file.error_at(("columns", number), reason)
    return columns or tuple(Column(name, {"en": name, "fr": name}) for name in returned if name != "evidence")


def run_question(view: View, question: Question, parameters: Mapping[str, object]) -> list[Row]:
    """Return the rows of a custom question, each with its evidence as claim numbers.

    Raises:
        UsageError: the query does not return the columns that the file names.
    """
    rows = _run_statement(view, question, parameters)
    for row in rows[:1]:
        if missing := [column.name for column in question.columns if column.name not in row]:
            raise UsageError("{file}: the query returns no column “{name}”.", file=question.file, name=missing[0])
    names = {column.name for column in question.columns} or set(rows[0] if rows else ()) - {"evidence"}
    return [
        {
            **{name: to_json_value(row[name]) for name in row if name in names},
            "evidence": _parse_claims(question, row.get("evidence")),
        }
        for row in rows
    ]


def _run_statement(view: View, question: Question, parameters: Mapping[str, object]) -> list[Row]:
    """Run the query in the dialect of the store, or else on a local copy of what the audience may see."""
    from graph.adhoc.cypher import run_cypher
    from graph.sqlite.schema.claim_numbers import read_claim_numbers

    if view.dialect == "cypher" and question.cypher:
        return run_cypher(view, question.cypher, parameters, CYPHER_LIMITS)[0].to_dictionaries()
    local = view.open_local()
    if question.sql:  # `_check_sql` has checked that it reads views only
        return local.rows(question.sql, parameters)
    rows = run_cypher(local, question.cypher or "", parameters, CYPHER_LIMITS)[0].to_dictionaries()
    in_file = read_claim_numbers(local).in_file
    for row in rows:
        if isinstance(claims := row.get("evidence"), list):
            row["evidence"] = [in_file(one) if isinstance(one, int) else one for one in claims]
    return rows


def _parse_claims(question: Question, value: object) -> list[int]:
    """Return the claim numbers of a row's `evidence`, which is a list (JSON in SQL) or missing."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        found = ()
    if found is None or (isinstance(found, list) and all(isinstance(one, int | None) for one in found)):
        return [one for one in found or () if one is not None]
    raise UsageError(
        "{file}: the column “evidence” must be a list of claim numbers: json_array(claim) in SQL.", file=question.file
    )


def _read_if_exists(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else None
