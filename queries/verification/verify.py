"""Check the statements of a memo against a graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.errors import ReplacedError
from queries.ask import MAX_ATTEMPTS, attach_evidence
from queries.known_jurisdictions import JurisdictionLookup
from queries.questions.answer import Answer
from queries.questions.parameters import resolve_edition
from queries.questions.question import format_value
from queries.questions.wording import format_edition, format_of_edition
from queries.verification.facts import GraphFacts
from queries.verification.judge import Verifier
from queries.verification.model import VERDICTS
from queries.verification.rendering import Renderer, load_wording, verification_question
from queries.verification.statements.annotate import Annotator
from queries.verification.statements.parse import named_editions, read_statements
from queries.verification.statements.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.exchange.memo import Memo
    from graph.store import View
    from queries.verification.model import Finding


def verify(view: View, memo: Memo, edition: str | None = None) -> Answer:
    """Return a verdict on each statement of a memo, in reading order; asks again where the graph is replaced meanwhile.

    Args:
        view: what the audience may see.
        memo: the passages of the memo.
        edition: check against what was known in this edition; by default in the last one.

    Raises:
        UnknownNameError: there is no such edition.
        ReplacedError: the graph was replaced at each attempt.
    """
    for _ in range(MAX_ATTEMPTS - 1):
        try:
            return _verify(view, memo, edition)
        except ReplacedError:
            view.refresh()
    return _verify(view, memo, edition)


def _verify(view: View, memo: Memo, edition: str | None) -> Answer:
    source = view if view.backend.full_text else view.open_local()
    until = resolve_edition(source, edition) if edition else None
    titles = Titles(source)
    statements = read_statements(memo, Annotator(JurisdictionLookup(source), titles))
    facts = GraphFacts(source, until)
    facts.ask_in({*named_editions(memo), *(one.value for one in statements if one.predicate == "report" and one.value)})
    verifier = Verifier(facts, titles, memo.language)
    facts.read({one for statement in statements for topic in statement.about for one in topic.ids})
    findings = [one for statement in statements for one in verifier.judge(statement)]
    renderer = Renderer.of(source, findings)
    rows = [renderer.row(one) for one in findings]
    attach_evidence(source, rows)
    parameters: dict[str, Any] = {"memo": memo.name, "edition": until}
    notes = _notes(findings, until, view.language)
    question = verification_question()
    columns = [column.name for column in question.columns]
    return Answer(question.name, parameters, view.audience, view.language, columns, rows, notes, memo.name)


def _notes(findings: Sequence[Finding], until: str | None, language: str) -> list[str]:
    """Return how many statements got which verdict, and how much of the memo was not checked."""
    wording = load_wording()["notes"]
    counts = Counter(one.verdict for one in findings)
    unchecked = counts.pop("not checked", 0)
    notes = []
    if counts:
        colon, then = (": ", "; ") if language == "en" else ("\u00a0: ", "\u202f; ")
        shown = then.join(
            f"{_label(verdict, counts[verdict], language)}{colon}{counts[verdict]}"
            for verdict in VERDICTS
            if counts[verdict]
        )
        notes.append(wording["counts"][language].format(n=counts.total(), counts=shown))
    else:
        notes.append(wording["nothing"][language])
    if until:
        notes.append(
            wording["edition"][language].format(
                edition=format_edition(until, language), of_edition=format_of_edition(until, language)
            )
        )
    if unchecked:
        notes.append(wording["not_checked"][language].format(n=unchecked))
    return notes


def _label(verdict: str, count: int, language: str) -> object:
    """Return a verdict in words, in the number of the statements that have it."""
    one = format_value("verdict", verdict, language)
    return one if count == 1 else load_wording()["notes"]["plural"][verdict][language]
