"""The statements that answer the question asked most, for a server that is to plan them before."""

from __future__ import annotations

from typing import Any, Final

from graph.neo4j.view import EVIDENCE_STATEMENT
from queries.questions.question import load_question
from queries.statements import read_statement

FIRST_QUESTION: Final = "who"
_NAMED: Final[dict[str, dict[str, Any]]] = {
    "names/node_by_id": {"typed": "", "lower": "", "kind": "theme"},
    "names/theme_labels": {"nodes": [""]},
}


def list_first_statements() -> list[tuple[str, dict[str, Any]]]:
    """Return the Cypher of the first question with parameters that find nothing: its own statement first."""
    question = load_question(FIRST_QUESTION)
    given = {one.name: "" if one.required else one.default for one in question.parameters}
    asked = {**given, "most": question.limit or 0}
    statements = [(question.statement("cypher") or "", asked)]
    statements += [(note.statement("cypher"), given) for note in question.notes]
    statements += [(read_statement(name, "cypher"), dict(more)) for name, more in _NAMED.items()]
    return [*statements, (EVIDENCE_STATEMENT, {"claims": [[0]]})]
