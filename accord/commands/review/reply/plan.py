"""What the marks of a reply come to in a graph: decisions of the kinds there are, or why a mark is refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from accord.commands.review.reply.model import SUGGESTION_VERDICTS
from accord.messages import _

if TYPE_CHECKING:
    from accord.commands.review.reply.model import Mark, Reply
    from graph.dedupe.decisions import Decision
    from graph.dedupe.suggestion_decisions import SuggestionDecision
    from graph.sqlite.store import SqliteStore
    from graph.store import View


@dataclass(slots=True)
class Step:
    """A mark and what comes of it.

    `text` says what is decided and about what. `suggestion` and `row`, or `decisions`, is what would be written;
    nothing of a mark that needs a person (`by_hand`) or is taken in already (`done`). `refuses` is the fact that the
    decisions take out of every answer, with its evidence.
    """

    mark: Mark
    text: str
    suggestion: SuggestionDecision | None = None
    row: dict[str, Any] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    refuses: dict[str, Any] | None = None
    done: bool = False
    by_hand: bool = False


@dataclass(slots=True)
class Plan:
    """What comes of a reply: its steps, and the marks that the graph does not bear out."""

    steps: list[Step] = field(default_factory=list)
    refused: list[Mark] = field(default_factory=list)


def plan_reply(store: SqliteStore, view: View, reply: Reply) -> Plan:
    """Return what comes of a reply in a graph, as the audience of the page sees it.

    Args:
        store: the graph and its decisions.
        view: what the audience of the page sees.
        reply: the reply.
    """
    plan = Plan()
    suggestions = [mark for mark in reply.marks if mark.about == "suggestion"]
    found = _suggestion_steps(store, view, reply, suggestions) if suggestions else {}
    queue = {entry.id for entry in store.proposals(view.audience)}
    for mark in reply.marks:
        step = found.get(mark) if mark.about == "suggestion" else _fact_step(store, view, reply, mark, queue)
        if step is None:
            plan.refused.append(mark)
        else:
            plan.steps.append(step)
    return plan


def _suggestion_steps(store: SqliteStore, view: View, reply: Reply, marks: list[Mark]) -> dict[Mark, Step]:
    """Return the steps of marks of suggestions that are in the graph and say what they said on the page."""
    from accord.commands.suggestions.decide import read_suggestions
    from graph.dedupe.suggestion_decisions import SuggestionDecision, read_suggestion_decisions
    from queries.suggestions.decisions import seal_suggestion

    rows, facts = read_suggestions(view, {})
    by_id = {row["id"]: row for row in rows if row["id"] in facts}
    earlier = {one.id: one for one in read_suggestion_decisions(store.decisions_path)}
    found = {}
    for mark in marks:
        row = by_id.get(mark.id)
        if row is None or seal_suggestion(row) != mark.seal:
            continue
        verdict = SUGGESTION_VERDICTS[mark.says]
        decision = SuggestionDecision(
            mark.id, verdict, row["kind"], tuple(row["members"]), facts[mark.id], _reason(mark, reply)
        )
        known = earlier.get(mark.id)
        done = known is not None and (known.verdict, known.facts) == (verdict, decision.facts)
        text = _VERDICTS[mark.says]().format(sentence=row["sentence"])
        by_hand = verdict == "partners" and not row["initiatives"]  # nothing that they could be partners on
        found[mark] = Step(mark, text, None if by_hand else decision, row, done=done, by_hand=by_hand)
    return found


_VERDICTS = {
    "met": lambda: _("Met: {sentence}"),
    "not-useful": lambda: _("Not useful: {sentence}"),
    "partners": lambda: _("Partners already (a proposal for review): {sentence}"),
    "wrong": lambda: _("Wrong: {sentence}"),
}


def _fact_step(store: SqliteStore, view: View, reply: Reply, mark: Mark, queue: set[str]) -> Step | None:
    """Return the step of a mark of a fact; None where the audience sees no such fact and none that was refused."""
    from graph.dedupe.decisions import Decision, proposal_id, read_decisions

    rows = _facts_of(view, mark)
    if not rows:
        return _step_of_refused(store, view, mark)
    title = next((row["text"] for row in rows if row["attribute"] == "title"), mark.id)
    shown = next(row["text"] for row in rows if row["attribute"] in (mark.fact, "title"))
    text = _describe_fact(mark, title, shown)
    identifier = proposal_id(mark.fact, mark.id, mark.value)
    reason = _reason(mark, reply)
    if identifier in queue:
        refused = Decision(mark.id, mark.value, same=False, kind=mark.fact, titles=(title,), is_proposal=True)
        return Step(mark, text, decisions=(replace(refused, reason=reason),))
    if mark.fact == "theme" and all(row["stated"] != "stated" for row in rows if row["attribute"] == "theme"):
        denied = Decision(mark.id, mark.value, same=False, kind="theme", titles=(title, shown))
        return Step(mark, text, decisions=(replace(denied, reason=reason),))
    if identifier in {one.id for one in read_decisions(store.decisions_path) if not one.same}:
        return Step(mark, text, done=True)
    return _refusal(store, view, mark, text, reason)


def _refusal(store: SqliteStore, view: View, mark: Mark, text: str, reason: str) -> Step:
    """Return the step that refuses a fact for every audience, as `accord review fact --refuse` does."""
    from accord.results.decisions import decide_fact
    from graph.dedupe.decisions import WHOLE_NODES
    from queries.review.facts import read_facts

    facts = [fact for fact in read_facts(view, mark.id) if fact["kind"] == mark.fact]
    whole = mark.fact in WHOLE_NODES  # has one fact, by whichever of its titles
    fact = next((fact for fact in facts if whole or fact["other"] == mark.value), None)
    if fact is None:
        return Step(mark, text, by_hand=True)
    decisions = tuple(decide_fact(store, view, fact, reason=reason))
    return Step(mark, text, decisions=decisions, refuses=fact)


def _step_of_refused(store: SqliteStore, view: View, mark: Mark) -> Step | None:
    """Return the step of a mark of a fact that people refused already; None if the audience never saw such a fact."""
    from graph.dedupe.decisions import WHOLE_NODES, pair_id, read_decisions

    for decision, evidence in store.refused_facts(view.audience):
        same = decision.other == mark.value or mark.fact in WHOLE_NODES
        if evidence and (decision.one, decision.kind) == (mark.id, mark.fact) and same:
            titles = (*decision.titles, mark.value)
            return Step(mark, _describe_fact(mark, titles[0], titles[1]), done=True)
    title = next((row["text"] for row in _show(view, mark) if row["attribute"] == "title"), "")
    denied = {one.id: one for one in read_decisions(store.decisions_path) if one.kind == "theme" and not one.same}
    known = denied.get(pair_id(mark.id, mark.value)) if mark.fact == "theme" and title else None
    return Step(mark, _describe_fact(mark, title, (*known.titles, "", mark.value)[1]), done=True) if known else None


def _describe_fact(mark: Mark, title: str, shown: str) -> str:
    if mark.fact == "initiative":
        return _("Wrong: the whole initiative “{title}” ({id})").format(title=title, id=mark.id)
    return _("Wrong: {fact} “{value}” of “{title}” ({id})").format(
        fact=_FACTS[mark.fact](), value=shown, title=title, id=mark.id
    )


def _facts_of(view: View, mark: Mark) -> list[dict[str, Any]]:
    """Return the titles of an initiative and the marked fact; nothing where the audience does not see both."""
    rows = _show(view, mark)

    def is_marked(row: dict[str, Any]) -> bool:
        attribute = "title" if mark.fact == "initiative" else mark.fact
        value = f"{row['detail'] or 'milestone'} {row['value']}" if mark.fact == "date" else row["value"]
        return bool(row["attribute"] == attribute and value == mark.value)

    marked = [row for row in rows if is_marked(row)]
    return [*marked, *(row for row in rows if row["attribute"] == "title")] if marked else []


def _show(view: View, mark: Mark) -> list[dict[str, Any]]:
    """Return what the audience sees of the initiative of a mark; nothing if that is no initiative that it sees."""
    from graph.errors import UnknownNameError
    from queries.ask import ask
    from queries.questions.question import load_question

    try:
        rows = ask(view, load_question("show"), {"node": f"initiative:{mark.id}"}, limit=10_000).rows
    except UnknownNameError:
        return []
    # a title that looks like an identifier names something else
    return rows if any(row["id"] == mark.id for row in rows) else []


def _reason(mark: Mark, reply: Reply) -> str:
    why = mark.why.strip() or {"wrong": _("a reader says that it is wrong")}.get(mark.says, "")
    return _("{why} (reply of {sender})").format(why=why, sender=reply.sender).strip() if reply.sender.strip() else why


_FACTS = {
    "lead": lambda: _("the lead"),
    "partner": lambda: _("the partner"),
    "theme": lambda: _("the theme"),
    "date": lambda: _("the date"),
    "status": lambda: _("the status"),
    "initiative": lambda: _("the initiative"),
}
