"""Write decisions on suggestions, named by their rank in the list or by their identifier."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from graph.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.dedupe.suggestion_decisions import SuggestionDecision
    from graph.store import View

_ID_DIGITS: Final = 8
MAX_LISTED: Final = 10_000
_FILTERS: Final = ("for", "theme", "kind", "as_of", "include_known", "each")  # of the list that a rank is of


def decision_command(name: str, verdict: str, text: str) -> click.Command:
    """Return a command that decides about suggestions.

    Args:
        name: what it is called.
        verdict: "dismissed", "met" or "partners".
        text: the first paragraph of its help.
    """

    @click.command(
        name=name,
        help=text + "\n\n\b\n" + _("Examples:") + f'\n  accord opportunities {name} 3 --why "{_WHY[verdict]}"\n'
        f"  accord opportunities --for CA-AB {name} 8eedceac",
    )
    @click.argument("suggestions", nargs=-1, required=True, metavar=_("SUGGESTION..."))
    @click.option("--why", default="", metavar=_("TEXT"), help=_("Why."))
    @with_common_options(shown=("graph", "lang", "audience"))
    @click.pass_context
    def command(ctx: click.Context, *, suggestions: tuple[str, ...], why: str, common: CommonOptions) -> None:
        """Decide about suggestions."""
        decide_suggestions(suggestions, verdict, why, common, _list_options(ctx))

    return command


_WHY: Final = {"dismissed": "another subject", "met": "at the spring meeting", "partners": "since 2021"}


def _list_options(ctx: click.Context) -> dict[str, Any]:
    """Return the options of the list, typed before the name of the command."""
    return dict(ctx.parent.params) if ctx.parent else {}


def decide_suggestions(
    named: Sequence[str], verdict: str, why: str, common: CommonOptions, listed: dict[str, Any]
) -> None:
    """Write decisions about suggestions to the file next to the graph.

    Raises:
        UnknownNameError: there is no such suggestion.
        UsageError: there are several lists, so that a rank names several suggestions.
    """
    from accord.results.decisions import reviewer
    from graph.dedupe.suggestion_decisions import SuggestionDecision, add_suggestion_decision

    store = common.store()
    given = {name: listed[f"p_{name}"] for name in _FILTERS if listed.get(f"p_{name}")}
    today = datetime.now(UTC).date().isoformat()
    with store.view(common.audience, common.lang) as view:
        rows, facts = read_suggestions(view, given)
    decided = []
    for name in dict.fromkeys(named):
        row = _find_row(name, rows, several=bool(given.get("each")))
        decided.append(
            (row, SuggestionDecision(row["id"], verdict, row["kind"], tuple(row["members"]), facts[row["id"]],
                                     why.strip(), reviewer(), today))
        )  # fmt: skip
    for row, decision in decided:
        add_suggestion_decision(store.decisions_path, decision)
        if verdict == "partners":
            propose_partners(common, row, decision)
        write_output(_MESSAGES[verdict]().format(sentence=row["sentence"], file=store.decisions_path), common.output)


def read_suggestions(view: View, given: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Return the rows of a list, and the digests of the facts of each by its identifier."""
    from queries.questions.question import load_question
    from queries.suggestions.by_links import read_facts
    from queries.suggestions.opportunities import find_opportunities

    from queries.ask import resolve_parameters  # isort: skip
    from queries.questions.moments import prepare  # isort: skip

    question = load_question("opportunities")
    view, given, _note = prepare(view, question, given)
    parameters = resolve_parameters(view, question, given)
    parameters = {**parameters, "lean": False, "limit": MAX_LISTED}
    rows = [*find_opportunities(view, **parameters)]
    listed = {row["id"] for row in rows}
    decided = find_opportunities(view, **{**parameters, "include_dismissed": True})
    rows += [row | {"rank": None} for row in decided if row["id"] not in listed]  # named by identifier only
    return rows, read_facts(view, parameters["as_of"], include_known=bool(parameters["include_known"]))


def _find_row(name: str, rows: Sequence[dict[str, Any]], *, several: bool) -> dict[str, Any]:
    for row in rows:
        if row["id"] == name:
            return row
    if name.isascii() and name.isdecimal() and len(name) < _ID_DIGITS:
        if several:
            raise UsageError("With --each, a rank names several suggestions: give an identifier (--format json).")
        for row in rows:
            if row["rank"] == int(name):
                return row
    raise UnknownNameError(
        "No suggestion is called “{typed}”. “accord opportunities” lists them, with the same options before the name"
        " of the command.",
        tuple(row["id"] for row in rows[:3]), typed=name,
    )  # fmt: skip


_MESSAGES: Final[dict[str, Callable[[], str]]] = {
    "dismissed": lambda: _("Dismissed, until its facts change: {sentence}"),
    "met": lambda: _("Recorded as met: {sentence}"),
    "partners": lambda: _("Recorded; a proposal is in the review queue (accord review): {sentence}"),
}


def propose_partners(common: CommonOptions, row: dict[str, Any], decision: SuggestionDecision) -> None:
    """Add a source that proposes the members of a suggestion as partners: a fact only once it is accepted.

    It belongs to the submission that the fewest may see of those that the suggestion is made from, so that no decision
    shows a member's withheld work to others.
    """
    from graph.claims import Claim, Place, Reading, partnership_id
    from graph.model import Source
    from queries.statements import fetch_rows

    if not row["initiatives"]:
        raise UsageError("No initiative is known on which they are partners: load a document that states it.")
    initiative = row["initiatives"][0]
    store = common.store()
    with store.view(common.audience, common.lang) as view:
        details = fetch_rows(view, "offers/initiative_details", {"initiatives": [initiative]})
        (submission,) = fetch_rows(view, "suggestions/narrowest_submission", {"claims": row["evidence"]})
    lead = details[0]["lead"]
    quote = decision.reason or row["sentence"]
    partnership = partnership_id(initiative, frozenset(decision.members))
    source = Source(
        id=hashlib.sha256(f"{decision}".encode()).hexdigest(), name=f"decision-{decision.id}.txt",
        media_type="text/plain", language=common.lang, edition=submission["edition"],
    )  # fmt: skip
    place = Place(line=1, quote=quote)

    def claim(predicate: str, target: str, qualifier: str | None = None) -> Claim:
        return Claim(
            "partnership", partnership, predicate, place, "partners-by-decision", object=target, qualifier=qualifier,
            edition=source.edition, reported_by=submission["reported_by"], stated=False, proposed=True,
        )  # fmt: skip

    members = [
        claim("member", member, "lead" if member == lead else "partner")
        for member in dict.fromkeys([lead, *decision.members])
    ]
    store.add([Reading(source, [claim("initiative", initiative), *members])])
