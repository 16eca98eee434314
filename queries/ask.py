"""Ask a named question of a view: resolve the parameters, find the rows, attach their evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from graph.errors import ReplacedError, UsageError
from graph.text.strings import replace_surrogates
from queries.questions.answer import (
    PAIR_CLAIMS,
    UNSTATED,
    VOCABULARY_CLAIM,
    VOCABULARY_EVIDENCE,
    Answer,
    Row,
    bear_out_pair,
    correct_basis,
    find_cell_marks,
)
from queries.questions.labels import read_labels, vocabulary_label
from queries.questions.moments import prepare
from queries.questions.parameters import RESOLVERS, find_other_meanings, resolve_choice
from queries.questions.question import format_value
from queries.questions.silence import note_missing_reports

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.question import Parameter, Question

MAX_ATTEMPTS: Final = 3
PROPOSED: Final = "proposed"  # a column of answers that include proposals, and a field of evidence
_CELL_CLAIMS: Final = "cell_claims"  # of a row of a packaged question: the claims of each column, in its order
_NODE_TYPES: Final = frozenset({"theme", "jurisdiction", "edition", "initiative", "node"})


def ask(
    view: View, question: Question, given: Mapping[str, object], limit: int | None = None, most: int | None = None
) -> Answer:
    """Answer a question; asks again where the graph is replaced meanwhile.

    Args:
        view: what the audience may see.
        question: the question.
        given: parameters by name, as typed; None means a missing one.
        limit: the maximum number of rows; None is the question's own limit.
        most: the maximum number of rows in all, where `limit` holds for each of several; None is any number.

    Raises:
        UsageError: a parameter is unknown, missing or not valid.
        ReplacedError: the graph was replaced at each attempt.
    """
    for _ in range(MAX_ATTEMPTS - 1):
        try:
            with view.checked_once():
                return _ask_once(view, question, given, limit, most)
        except ReplacedError:
            view.refresh()
    with view.checked_once():
        return _ask_once(view, question, given, limit, most)


def ask_as_of(
    view: View, question: Question, given: Mapping[str, object], limit: int | None = None, as_of: str | None = None,
    most: int | None = None,
) -> Answer:  # fmt: skip
    """Answer a question with what was known at a moment, as `prepare` chooses it.

    Args:
        view: what the audience may see.
        question: the question.
        given: parameters by name, as typed.
        limit: the maximum number of rows.
        as_of: an edition, "latest" or a date, as typed; without it, the edition that the question is about.
        most: the maximum number of rows in all, as of `ask`.

    Raises:
        UsageError: a parameter is unknown, missing or not valid.
    """
    chosen, named, note = prepare(view, question, given, as_of)
    answer = ask(chosen, question, named, limit, most)
    return replace(answer, notes=[*answer.notes, note]) if note else answer


def _ask_once(
    view: View, question: Question, given: Mapping[str, object], limit: int | None, most: int | None
) -> Answer:
    parameters = resolve_parameters(view, question, given)
    maximum = limit if limit is not None else question.limit
    source = _source_of(view, question)
    if question.compute:
        rows = _compute_rows(source, question, parameters, maximum, most)
    else:
        rows = _select_rows(source, question, parameters, maximum)
    notes = list(getattr(rows, "notes", ()))
    notes += _fill_notes(view, question, parameters) + _note_other_meanings(view, question, given, parameters)
    if not rows:
        notes += [question.empty[view.language], *note_missing_reports(view, question, parameters)]
    elif maximum is not None:
        rows, note = _end_rows(rows, question, view.language, maximum, most, each=parameters.get("each", True))
        notes += [note] if note else []
    attach_evidence(source, rows)
    columns = [column.name for column in question.columns]
    if view.includes_proposed:
        columns.append(PROPOSED)
        for row in rows:
            row[PROPOSED] = any(entry.get(PROPOSED, False) for entry in row["evidence"])
    about = _describe_parameters(view, question, parameters)
    return Answer(question.name, parameters, view.audience, view.language, columns, rows, notes, about)


def resolve_parameters(view: View, question: Question, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the parameters of a question as identifiers and values; missing ones are None or their default.

    Raises:
        UsageError: a parameter is unknown, missing or not valid.
    """
    known = {parameter.name for parameter in question.parameters}
    if unknown := sorted(set(given) - known):
        raise UsageError(
            "“{question}” has no parameter “{name}”. It has: {known}.",
            question=question.name, name=unknown[0], known=", ".join(sorted(known)) or "-",
        )  # fmt: skip
    return {p.name: _resolve_parameter(view, question, p, given.get(p.name)) for p in question.parameters}


def _resolve_parameter(view: View, question: Question, parameter: Parameter, value: object) -> object:
    if value is None or value == ():
        if parameter.required:
            raise UsageError("“{question}” requires a value for: {name}.", question=question.name, name=parameter.name)
        return parameter.default
    if parameter.type == "choice":
        return resolve_choice(parameter, replace_surrogates(str(value)), view.language)
    if resolve := RESOLVERS.get(parameter.type):
        return resolve(view, replace_surrogates(str(value)))
    return replace_surrogates(value) if isinstance(value, str) else value


def _fill_notes(view: View, question: Question, parameters: Mapping[str, object]) -> list[str]:
    """Return the notes of a question's data; editions are written in words."""
    return [
        note.text[view.language].format(**{k: format_value(k, v, view.language) for k, v in row.items()})
        for note in question.notes
        for row in view.rows(note.statement(view.dialect), parameters)
    ]


def _describe_parameters(view: View, question: Question, parameters: Mapping[str, Any]) -> str:
    """Return what a question was asked with, in words: names of nodes, texts, and what restricts the answer."""
    given = [(p, str(parameters[p.name])) for p in question.parameters if parameters[p.name] not in {None, p.default}]
    nodes = [(parameter.type, value) for parameter, value in given if parameter.type in _NODE_TYPES]
    labels = read_labels(view, [value for _, value in nodes], themes=all(kind == "theme" for kind, _ in nodes))
    words = []
    for parameter, value in given:
        named = value
        if value in labels:
            named = str(format_value(labels[value].kind, labels[value].name, view.language))
        elif parameter.type in _NODE_TYPES:
            named = vocabulary_label(value, view.language)
        elif parameter.type == "choice":
            named = str(format_value(parameter.codes, value, view.language))
        elif parameter.type != "text" and parameter.about is None:
            continue
        words.append(parameter.about[view.language].replace("{value}", named) if parameter.about else named)
    return " · ".join(words)


def _source_of(view: View, question: Question) -> View:
    """Return the view whose rows answer a question: the given one, or a local copy, which numbers claims anew."""
    if question.file is not None:
        answered = bool(view.dialect == "cypher" and question.cypher)
    elif question.compute:
        answered = not question.full_text or view.backend.full_text
    else:
        answered = question.statement(view.dialect) is not None
    return view if answered else view.open_local()


def _select_rows(source: View, question: Question, parameters: dict[str, Any], maximum: int | None) -> list[Row]:
    """Return the rows of a question's statement, with their evidence as a list of claim numbers."""
    if question.file is not None:
        from queries.questions.custom import run_question  # imported here: most questions are not custom

        return run_question(source, question, parameters)
    extra = {}
    if question.takes_row_limit:
        extra["most"] = -1 if maximum is None else maximum + 1  # one more shows that there are more
    return source.rows(question.statement(source.dialect) or "", {**parameters, **extra})


def _compute_rows(
    source: View, question: Question, parameters: dict[str, Any], maximum: int | None, most: int | None
) -> list[Row]:
    """Return the rows of a question's function.

    A function with the parameter `limit` receives the maximum; one with `most` stops when it has more rows than that.
    """
    from inspect import signature  # imported here: it takes as long as a question that needs none

    function = load_function(question.compute or "")
    known = signature(function).parameters
    limits = {"limit": maximum, "most": most}
    extra = {name: value for name, value in limits.items() if value is not None and name in known}
    rows: list[Row] = function(source, **parameters, **extra)
    return rows


def load_function(target: str) -> Callable[..., Any]:
    """Return the function that a `compute` entry names (``module:function``)."""
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _end_rows(
    rows: list[Row], question: Question, language: str, maximum: int, most: int | None, *, each: bool
) -> tuple[list[Row], str | None]:
    """Return the rows that are shown, and a note where there are more."""
    kept = _limit_rows(rows, maximum, question.limit_each if each else None)
    if most is not None and len(kept) > most:
        return kept[:most], _note_end(language, most)
    omitted = len(rows) - len(kept) + getattr(rows, "omitted", 0)
    return kept, _note_omitted(language, None if question.takes_row_limit else omitted) if omitted else None


def _limit_rows(rows: list[Row], maximum: int, column: str | None) -> list[Row]:
    """Return the first rows, or the first rows for each value of a column."""
    if column is None:
        return rows[:maximum]
    counted: Counter[object] = Counter()
    kept = []
    for row in rows:
        counted[row[column]] += 1
        if counted[row[column]] <= maximum:
            kept.append(row)
    return kept


def attach_evidence(view: View, rows: list[Row]) -> None:
    """Replace claim numbers in rows by their evidence, and say what in their cells is not stated."""
    for row in rows:
        for name in ("evidence", PAIR_CLAIMS):
            if isinstance(row.get(name), str):  # SQL has no lists
                row[name] = json.loads(row[name])
    cells = [_read_cells(row) for row in rows]
    bearing = chain.from_iterable(chain.from_iterable(each.values()) for each in cells)
    cited = chain.from_iterable(row["evidence"] for row in rows)
    pairs = chain.from_iterable(chain.from_iterable(row.get(PAIR_CLAIMS) or ()) for row in rows)
    found = view.evidence(number for number in chain(cited, bearing, pairs) if number and number != VOCABULARY_CLAIM)
    for row, of in zip(rows, cells, strict=True):
        if marks := find_cell_marks({name: [found.get(n or 0) for n in numbers] for name, numbers in of.items()}):
            row[UNSTATED] = marks
        bear_out_pair(row, found)
        numbers = dict.fromkeys(row["evidence"])
        row["evidence"] = _drop_repeats(
            VOCABULARY_EVIDENCE if number == VOCABULARY_CLAIM else found.get(number) for number in numbers
        )
        correct_basis(row)


def _read_cells(row: Row) -> Mapping[str, Sequence[int | None]]:
    """Remove and return the claims that bear out each cell of a row, in the order of what the cell lists.

    The cells are in the order of the columns, whatever order the store gives to a map.
    """
    cells = row.pop(_CELL_CLAIMS, None) or {}
    found: Mapping[str, Sequence[int | None]] = json.loads(cells) if isinstance(cells, str) else cells
    return {name: found[name] for name in [*row, *sorted(found)] if name in found}


def _drop_repeats(entries: Iterable[Mapping[str, Any] | None]) -> list[Mapping[str, Any]]:
    """Return evidence entries without repeats: one quote may support several parts of a row."""
    unique: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for entry in entries:
        if entry:
            unique.setdefault(tuple(entry.items()), entry)
    return list(unique.values())


def _note_other_meanings(
    view: View, question: Question, given: Mapping[str, object], parameters: Mapping[str, object]
) -> list[str]:
    """Return notes on the other nodes that have a typed name, and how to ask for them."""
    notes = []
    for parameter in question.parameters:
        typed = given.get(parameter.name)
        if parameter.type != "node" or not isinstance(typed, str):
            continue
        for kind, other in find_other_meanings(view, typed, str(parameters[parameter.name])):
            notes.append(
                {
                    "en": f"“{typed}” is also the name of: {kind}:{other}",
                    "fr": f"«\u202f{typed}\u202f» est aussi le nom de\u00a0: {kind}:{other}",
                }[view.language]
            )
    return notes


def _note_end(language: str, most: int) -> str:
    if language == "fr":
        return (
            f"Le tableau s’arrête à {most} lignes\u00a0: indiquez --limit, ou écrivez la réponse dans un fichier (-o)."
        )
    return f"The table ends at {most} rows: give --limit, or write the answer to a file (-o)."


def _note_omitted(language: str, omitted: int | None) -> str:
    if omitted is None:
        return "Il y en a d’autres\u00a0: augmentez --limit." if language == "fr" else "There are more: raise --limit."
    if language == "fr":
        return (
            f"{omitted} de plus\u00a0: augmentez --limit." if omitted > 1 else "Une de plus\u00a0: augmentez --limit."
        )
    return f"{omitted} more: raise --limit."
