"""Ask a named question of a view: understand the parameters, find the rows, attach their evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from graph.errors import ReplacedError, UsageError
from graph.text import replace_surrogates
from queries.questions import parameters as understanding
from queries.questions.answer import VOCABULARY, Answer, Row
from queries.questions.labels import named, names
from queries.questions.question import worded

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.question import Parameter, Question

TRIES: Final = 3
_NODES: Final = frozenset({"theme", "jurisdiction", "edition", "initiative", "node"})
_VOCABULARY_EVIDENCE: Final = {"source": "vocabulary", "stated": True, "rule": "vocabulary"}
_TERMS: Final[Mapping[str, Callable[[View, str], str]]] = {
    "theme": understanding.theme,
    "jurisdiction": understanding.jurisdiction,
    "edition": understanding.edition,
    "initiative": understanding.initiative,
    "node": understanding.node,
    "date": understanding.date,
}


def ask(view: View, question: Question, given: Mapping[str, object], limit: int | None = None) -> Answer:
    """The answer to a question, asked again where the graph was replaced meanwhile.

    Args:
        view: what the audience may see.
        question: the question.
        given: parameters by name, as typed; None is not given.
        limit: the most rows to return; None is the question's own limit.

    Raises:
        UsageError: a parameter is unknown, missing or not understood.
        ReplacedError: the graph was replaced each time.
    """
    for _ in range(TRIES - 1):
        try:
            return _answered(view, question, given, limit)
        except ReplacedError:
            view.refresh()
    return _answered(view, question, given, limit)


def _answered(view: View, question: Question, given: Mapping[str, object], limit: int | None) -> Answer:
    parameters = understand(view, question, given)
    most = limit if limit is not None else question.limit
    rows = (_computed if question.compute else _selected)(view, question, parameters, most)
    notes = list(getattr(rows, "notes", ()))
    notes += _said(view, question, parameters) + _other_meanings(view, question, given, parameters)
    if not rows:
        notes.append(question.empty[view.language])
    elif most is not None:
        kept = _first(rows, most, question.limit_each if parameters.get("each", True) else None)
        if left := len(rows) - len(kept) + getattr(rows, "more", 0):
            notes.append(_more(view.language, None if question.stops else left))
        rows = kept
    _attach(view, rows)
    columns = [column.name for column in question.columns]
    about = _about(view, question, parameters)
    return Answer(question.name, parameters, view.audience, view.language, columns, rows, notes, about)


def understand(view: View, question: Question, given: Mapping[str, object]) -> dict[str, Any]:
    """The parameters of a question as identifiers and values; those not given are None or their default.

    Raises:
        UsageError: a parameter is unknown, missing or not understood.
    """
    known = {parameter.name for parameter in question.parameters}
    if unknown := sorted(set(given) - known):
        raise UsageError(
            "“{question}” has no parameter “{name}”. It has: {known}.",
            question=question.name, name=unknown[0], known=", ".join(sorted(known)) or "-",
        )  # fmt: skip
    return {p.name: _understood(view, question, p, given.get(p.name)) for p in question.parameters}


def _understood(view: View, question: Question, parameter: Parameter, value: object) -> object:
    if value is None or value == ():
        if parameter.required:
            raise UsageError("“{question}” needs to be told: {name}.", question=question.name, name=parameter.name)
        return parameter.default
    if parameter.type == "choice" and value not in parameter.choices:
        raise UsageError(
            "“{given}” is no {name}. Choose one of: {known}.",
            given=value, name=parameter.name, known=", ".join(parameter.choices),
        )  # fmt: skip
    if find := _TERMS.get(parameter.type):
        return find(view, replace_surrogates(str(value)))
    return replace_surrogates(value) if isinstance(value, str) else value


def _said(view: View, question: Question, parameters: Mapping[str, object]) -> list[str]:
    """The sentences that a question's data puts beside its answer; editions are named in words."""
    return [
        spec.text[view.language].format(**{k: worded(k, v, view.language) for k, v in row.items()})
        for spec in question.notes
        for row in view.rows(spec.statement(view.dialect), parameters)
    ]


def _about(view: View, question: Question, parameters: Mapping[str, Any]) -> str:
    """What was asked of: the names of what was typed as a theme, a jurisdiction, an edition and so on."""
    given = [(p.type, str(parameters[p.name])) for p in question.parameters if parameters[p.name] is not None]
    known = names(view, [value for kind, value in given if kind in _NODES])
    said = []
    for kind, value in given:
        if value in known:
            said.append(str(worded(known[value].kind, known[value].name, view.language)))
        elif kind in _NODES:
            said.append(named(value, view.language))
        elif kind == "text":
            said.append(value)
    return " · ".join(said)


def _selected(view: View, question: Question, parameters: dict[str, Any], most: int | None) -> list[Row]:
    if question.file is not None:
        from queries.questions.custom import rows_of

        return _with_evidence(rows_of(view, question, parameters))
    reads = view if question.statement(view.dialect) else view.open_local()
    wanted = {"most": -1 if most is None else most + 1} if question.stops else {}  # one more: to know that there are
    return _with_evidence(reads.rows(question.statement(reads.dialect) or "", {**parameters, **wanted}))


def _with_evidence(rows: list[Row]) -> list[Row]:
    """Rows with their evidence as a list of claim numbers."""
    for row in rows:
        if isinstance(row["evidence"], str):  # SQL has no lists
            row["evidence"] = json.loads(row["evidence"])
    return rows


def _computed(view: View, question: Question, parameters: dict[str, Any], most: int | None) -> list[Row]:
    """What the question's function finds; one that takes `most` is told how many rows are wanted."""
    module, _, name = (question.compute or "").partition(":")
    function = getattr(import_module(module), name)
    wanted = {"most": most} if most is not None and "most" in signature(function).parameters else {}
    reads = view.open_local() if question.full_text and not view.backend.full_text else view
    rows: list[Row] = function(reads, **parameters, **wanted)
    return rows


def _first(rows: list[Row], most: int, column: str | None) -> list[Row]:
    """The first rows, or the first for each value of a column."""
    if column is None:
        return rows[:most]
    counted: Counter[object] = Counter()
    kept = []
    for row in rows:
        counted[row[column]] += 1
        if counted[row[column]] <= most:
            kept.append(row)
    return kept


def _attach(view: View, rows: list[Row]) -> None:
    """Put the evidence in place of claim numbers."""
    found = view.evidence(number for row in rows for number in row["evidence"] if number != VOCABULARY)
    for row in rows:
        numbers = dict.fromkeys(row["evidence"])
        row["evidence"] = _once(_VOCABULARY_EVIDENCE if n == VOCABULARY else found.get(n) for n in numbers)


def _once(entries: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (an iterable of evidence or None)
    """Evidence entries without repeats: one quote may support several parts of a row."""
    seen: dict[tuple[object, ...], dict[str, Any]] = {}
    for entry in entries:
        if entry:
            seen.setdefault(tuple(entry.items()), entry)
    return list(seen.values())


def _other_meanings(
    view: View, question: Question, given: Mapping[str, object], parameters: Mapping[str, object]
) -> list[str]:
    """For what was typed as "anything": what else it could have meant, and how to say so."""
    said = []
    for parameter in question.parameters:
        typed = given.get(parameter.name)
        if parameter.type != "node" or not isinstance(typed, str):
            continue
        for kind, other in understanding.also(view, typed, str(parameters[parameter.name])):
            said.append(
                {
                    "en": f"“{typed}” is also the name of: {kind}:{other}",
                    "fr": f"«\u202f{typed}\u202f» est aussi le nom de\u00a0: {kind}:{other}",
                }[view.language]
            )
    return said


def _more(language: str, left: int | None) -> str:
    if left is None:
        return "Il y en a d’autres\u00a0: augmentez --limit." if language == "fr" else "There are more: raise --limit."
    if language == "fr":
        return f"{left} de plus\u00a0: augmentez --limit." if left > 1 else "Une de plus\u00a0: augmentez --limit."
    return f"{left} more: raise --limit."
