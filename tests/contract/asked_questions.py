"""What every engine is asked: each question with parameters that hit, miss and hurt."""

from __future__ import annotations

import json

from graph.errors import AccordError
from queries.ask import ask
from queries.questions.question import list_questions, load_question

HURTING = (
    "", "'", '"', "`", "\\", "' OR 1=1 //", "}) DETACH DELETE (n", "$theme", "{}", "%", "é", "É", "ÉLÉVATION", "🍁",
    "\u0000", "a\u0301", "ﬁ", "İ", "x" * 5000, "🍁" * 300, "\ud800",
)  # fmt: skip
NAMES = {
    "theme": (
        "digital-identity",
        "Identité numérique",
        "DIGITAL IDENTITY",
        "ai",
        "tree-planting",
        "gardening",
        "cyber",
    ),
    "jurisdiction": ("CRA", "cra", "Ontario", "canada", "NEWTOWN", "Ville neuve", "CA-QC", "Nowhere"),
    "edition": ("latest", "2021-fall", "hiver 2022", "1999-fall"),
    "node": ("CRA", "theme:ai", "digital-identity", "CRA/digital-identity", "2022-winter", "Portal", "CRA/portal"),
    "initiative": ("Portal", "Digital identity"),
    "date": ("2021", "2021-07", "2021-10-19", "2021-13"),
    "text": ("digital", "portail arbres", "test", '"tree register"'),
    "count": (0, 1, 2),
    "flag": (True,),
}
# what computes for seconds, the same for each engine: asked of one small graph, not of each
COSTLY = {("search", "semantic")}


def all_asked(nodes=(), *, costly=False):
    """(question, parameters): each alone and with each of its parameters in turn, `nodes` beside the usual ones.

    What is costly is asked on request.
    """
    for name in list_questions():
        asked = load_question(name)
        needed = {p.name: NAMES[p.type][number] for number, p in enumerate(asked.parameters) if p.required}
        yield name, needed
        for parameter in asked.parameters:
            if (name, parameter.name) in COSTLY and not costly:
                continue
            values = parameter.choices or NAMES[parameter.type]
            if parameter.type == "node":
                values = (*values, *nodes)
            for value in values:
                yield name, {**needed, parameter.name: value}


def all_hurting():
    """(question, parameters): each question that takes a name or a text, with what a store could stumble on."""
    for name in list_questions():
        asked = load_question(name)
        needed = {p.name: NAMES[p.type][number] for number, p in enumerate(asked.parameters) if p.required}
        parameter = next((p for p in asked.parameters if p.type in {"theme", "jurisdiction", "node", "text"}), None)
        if parameter is not None:
            for value in HURTING:
                yield name, {**needed, parameter.name: value}


def answered(view, name, parameters, limit=200):
    """An answer as JSON, evidence and notes and the order of columns included; an error as what it says."""
    try:
        return json.dumps(ask(view, load_question(name), parameters, limit).to_dict(), ensure_ascii=False)
    except AccordError as error:
        return f"{type(error).__name__}: {error} {getattr(error, 'suggestions', ())}"


def differences(one, other, asked):
    """What two stores do not answer alike, as (question, parameters, one answer, the other)."""
    found = []
    for name, parameters in asked:
        left, right = answered(one, name, parameters), answered(other, name, parameters)
        if left != right:
            found.append((name, parameters, left, right))
    return found


def nodes_of(view):
    """Identifiers of each kind of node, a few of each."""
    kinds = {}
    for row in view.rows("SELECT id, kind FROM node ORDER BY id"):
        kinds.setdefault(row["kind"], []).append(row["id"])
    return [identifier for listed in kinds.values() for identifier in listed[:3]]
