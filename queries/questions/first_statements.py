"""The statements that answer the question asked most, for a server that is to plan them before."""

from __future__ import annotations

from typing import Any, Final

from graph.neo4j.statements import list_statements
from graph.neo4j.view import EVIDENCE_STATEMENT
from graph.text.strings import hash_text
from queries.questions.question import load_question
from queries.statements import read_statement

FIRST_QUESTION: Final = "who"
# A server plans a text again for parameters of other names or types, used or not, and for texts and lists of another
# order of length (up to 10, up to 100): those here are as usual.
_THEME: Final = "digital-identity"
_FOUND: Final[dict[str, Any]] = {  # by the first statement of the question
    "ids": ["CA-AB", "CA-BC"], "narrower": [_THEME, ""], "theme_label": _THEME, "others": True, "rows": 1,
}  # fmt: skip
_NAMED: Final[dict[str, dict[str, Any]]] = {
    "names/node_by_id": {"typed": _THEME, "lower": _THEME, "hash": hash_text(_THEME), "kind": "theme"},
    "names/theme_labels": {"nodes": [_THEME]},
}


def list_first_statements() -> list[tuple[str, dict[str, Any]]]:
    """Return the Cypher of the first question with parameters that find nothing: its own statements first."""
    question = load_question(FIRST_QUESTION)
    given = {one.name: _THEME if one.required else one.default for one in question.parameters}
    asked = {**given, "most": question.limit or 0}
    first, *others = list_statements(question.statement("cypher") or "", {**asked, **_FOUND})
    statements = [(first, asked), *((one, {**asked, **_FOUND}) for one in others)]
    statements += [(note.statement("cypher"), given) for note in question.notes]
    statements += [(read_statement(name, "cypher"), dict(more)) for name, more in _NAMED.items()]
    return [*statements, (EVIDENCE_STATEMENT, {"claims": [[0]]})]
