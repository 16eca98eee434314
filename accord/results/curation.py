"""The part of the Python API with which people decide: what waits for them, and facts to refuse or correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from accord.results.answer import Answer
from accord.results.opened import OpenedGraph

if TYPE_CHECKING:
    from graph.values import Audience


class CurationMethods(OpenedGraph):
    """Methods of a graph that list facts and decide about them; decisions are kept as `accord review` keeps them."""

    def review(self, *, lang: str | None = None, audience: Audience | None = None) -> Answer:
        """Return what needs a decision, as `accord review` lists it: proposals first, then duplicates and themes.

        Decisions are made with `accord review`, or with the CSV that it reads.

        Returns:
            One row per entry: ``id kind rule score one other title_one title_other``, with its evidence.

        Raises:
            UsageError: the graph is on a server, which holds no proposals.
        """
        from graph.dedupe.decisions import read_decisions
        from queries.review.queue import describe_proposals, read_review_queue

        store = self._file()
        decided = frozenset(one.id for one in read_decisions(store.decisions_path))
        with self._view(audience, lang) as view:
            found = [
                *describe_proposals(view, store.proposals(view.audience)), *read_review_queue(view, decided),
            ]  # fmt: skip
            columns = ["id", "kind", "rule", "score", "one", "other", "title_one", "title_other"]
            rows = [{**dict.fromkeys(columns), **row} for row in found]
            return Answer("review", {}, view.audience, view.language, columns, rows)

    def facts(self, node: str | None = None, *, lang: str | None = None, audience: Audience | None = None) -> Answer:
        """Return the facts of an initiative or a need, or all, as `accord review facts` lists them.

        Args:
            node: an identifier or a title.
            lang: the language of titles.
            audience: who will see them.

        Returns:
            One row each: ``id kind one other title_one title_other stated status to reason by date``, with evidence;
            `status` is "holds", "refused" or "corrected".

        Raises:
            UnknownNameError: nothing is called so.
            UsageError: the graph is on a server, which holds no decisions.
        """
        from queries.questions.parameters import resolve_node
        from queries.review.facts import describe_refused, read_facts

        store = self._file()
        with self._whole_view(audience, lang) as view:
            wanted = resolve_node(view, node) if node else None
            rows: list[dict[str, Any]] = [
                {**fact, "status": "holds", "to": "", "reason": "", "by": "", "date": ""}
                for fact in read_facts(view, wanted)
            ]
            rows += [
                {**fact, "status": "corrected" if fact["to"] else "refused"}
                for fact in describe_refused(view, store.refused_facts(view.audience), wanted)
            ]
            columns = [
                "id", "kind", "one", "other", "title_one", "title_other", "stated", "status", "to", "reason",
                "by", "date",
            ]  # fmt: skip
            return Answer("facts", {"node": wanted}, view.audience, view.language, columns, rows)

    def refuse_fact(
        self, node: str, kind: str, what: str | None = None, *, reason: str = "", audience: Audience | None = None
    ) -> list[str]:
        """Refuse a fact, as `accord review fact --refuse` does; it is in no answer until the decision is undone.

        Args:
            node: the initiative or need: an identifier or a title.
            kind: lead, partner, external_partner, date, status, theme, part_of, by, title, summary, text; or
                initiative or need for all of it.
            what: which fact of this kind; not needed where there is only one.
            reason: why.
            audience: as whom the node is looked up.

        Returns:
            The identifiers of the decisions.

        Raises:
            UnknownNameError: nothing is called so.
            UsageError: there is no such fact.
        """
        return self._decide_fact(node, kind, what, "", reason, audience)

    def correct_fact(
        self, node: str, kind: str, what: str | None = None, *, to: str, reason: str = "",
        audience: Audience | None = None,
    ) -> list[str]:  # fmt: skip
        """Correct a fact, as `accord review fact --to` does.

        Args:
            node: the initiative or need: an identifier or a title.
            kind: as for `refuse_fact`, but not initiative or need.
            what: which fact of this kind is wrong; not needed where there is only one.
            to: what is right: the exact name of a jurisdiction, a theme, a date, a text.
            reason: why.
            audience: as whom the node is looked up.

        Returns:
            The identifiers of the decisions.

        Raises:
            UnknownNameError: nothing is called so.
            UsageError: there is no such fact, or what is right is not valid.
        """
        return self._decide_fact(node, kind, what, to, reason, audience)

    def undo_decision(self, identifier: str) -> None:
        """Take a decision back, as `accord review undo` does.

        Raises:
            UnknownNameError: there is no such decision.
        """
        self._file().remove_decision(identifier)

    def _decide_fact(
        self, node: str, kind: str, what: str | None, to: str, reason: str, audience: Audience | None
    ) -> list[str]:
        from accord.results.decisions import decide_fact, find_fact, reviewer
        from queries.questions.parameters import resolve_node
        from queries.review.facts import read_facts

        store = self._file()
        with self._whole_view(audience, None) as view:
            facts = [fact for fact in read_facts(view, resolve_node(view, node)) if fact["kind"] == kind]
            decided = decide_fact(store, view, find_fact(facts, node, kind, what), to=to, reason=reason)
        today = datetime.now(UTC).date().isoformat()
        store.add_decisions([replace(one, by=reviewer(), date=today) for one in decided])
        return [one.id for one in decided]
