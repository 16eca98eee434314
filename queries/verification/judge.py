"""The verdict on each statement: link it to the graph, then compare it with what the graph states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.vocabulary.themes import find, suggest
from queries.verification.collaboration import check_theme, check_together
from queries.verification.coverage import check_report, not_found
from queries.verification.findings import VALUES
from queries.verification.model import WRONG, Finding
from queries.verification.parties import of_parties
from queries.verification.roles import check_lead, check_sole, check_take_part
from queries.verification.statements.lexicon import is_kind_name
from queries.verification.statements.titles import MIN_CONTAINED_WORDS, content_words
from queries.verification.values import check_date, check_status

if TYPE_CHECKING:
    from queries.verification.facts import GraphFacts, Initiative
    from queries.verification.model import Predicate, Statement, Topic
    from queries.verification.statements.titles import Titles

MAX_PAIRS: Final = 10  # of parties that one sentence says work together
Judge = Callable[["GraphFacts", "Statement", "Initiative"], "Finding"]
_JUDGES: Final[Mapping[str, Judge]] = {
    "lead": check_lead, "partner": check_take_part, "does": check_take_part, "sole": check_sole, "status": check_status,
    "date": check_date,
}  # fmt: skip
# of several initiatives with one title, what holds of any holds; what is wrong must be wrong of all
_ORDER: Final = ("supported", "not in the graph", "not for this audience", "out of date", "contradicted")


@dataclass(slots=True)
class Verifier:
    """Judges statements.

    Args:
        facts: what the graph holds.
        titles: its titles.
        language: that of the memo.
    """

    facts: GraphFacts
    titles: Titles
    language: str

    def judge(self, statement: Statement) -> Iterator[Finding]:
        """Yield the verdicts on a statement: one, or one for each pair of parties."""
        if statement.predicate == "none":
            yield self._unread(statement)
        elif statement.predicate == "report":
            yield check_report(self.facts, statement)
        elif statement.predicate == "together":
            yield from self._together(statement)
        elif found := self._initiatives(statement):
            yield self._verdict(statement, found)
        elif statement.predicate == "does" and (theme := self._theme(statement.about)):
            yield check_theme(self.facts, statement, theme)
        elif all(topic.assumed for topic in statement.about) and statement.passage.kind != "row":
            yield self._unread(statement)
        else:
            yield not_found(self.facts, statement, statement.predicate, statement.parties, self._why_none(statement))

    def _unread(self, statement: Statement) -> Finding:
        """Return that a sentence was not understood where it names what the graph knows; else that it states nothing.

        What follows from a heading that is about nothing in the graph is such a sentence, too.
        """
        known = [one.id for one in statement.parties if one.id]
        if any(topic.ids for topic in statement.about) or self.facts.are_known(known):
            return Finding(statement, "none", (), "not understood", "not-understood", {})
        reason = "unreal" if statement.unreal else "not-checked"
        return Finding(statement, "none", (), "not checked", reason, {})

    def _verdict(self, statement: Statement, found: Sequence[Initiative]) -> Finding:
        """Return the verdict on the initiatives that a statement may be about; a loose name contradicts nothing."""
        best = _best([self._judge_on(statement, one) for one in found])
        is_loose = any(topic.loose for topic in statement.about) or self._theme(statement.about, sure=True)
        return replace(best, verdict="not in the graph") if is_loose and best.verdict in WRONG else best

    def _judge_on(self, statement: Statement, initiative: Initiative) -> Finding:
        """Return the verdict on one initiative; its parties may have other work of a name that says only a kind."""
        found = _JUDGES[statement.predicate](self.facts, statement, initiative)
        is_wrong = found.verdict == "contradicted" and statement.predicate in VALUES and not statement.negated
        if is_wrong and all(map(is_kind_name, self.titles.of(initiative.id))):
            return replace(found, verdict="not in the graph")
        return found

    def _together(self, statement: Statement) -> Iterator[Finding]:
        """Yield the verdicts on parties that work together: on an initiative, a theme, or anything."""
        parties = (*statement.parties, *statement.others)
        if found := self._initiatives(statement):
            for party in parties:
                is_with = party in statement.others or not statement.others
                predicate: Predicate = "partner" if is_with else "does"
                one = replace(statement, predicate=predicate, parties=(party,), others=())
                yield self._verdict(one, found)
            return
        theme = self._theme(statement.about)
        named = [topic for topic in statement.about if topic.named and not topic.assumed]
        pairs = [(one, other) for one in statement.parties for other in statement.others]
        if not statement.others:
            pairs = [(one, other) for at, one in enumerate(parties) for other in parties[at + 1 :]]
        for pair in pairs[:MAX_PAIRS]:
            if named and not theme:
                yield not_found(self.facts, statement, "together", pair, self._why_none(statement))
            else:
                yield check_together(self.facts, statement, pair, theme)

    def _initiatives(self, statement: Statement) -> list[Initiative]:
        """Return the initiatives that a statement is about: several where the graph has the title several times."""
        for topic in statement.about:
            is_theme = not topic.named and not topic.ids and self._theme([topic], sure=True)
            if is_theme and not _may_be_name(statement, topic):
                return []
            ids = topic.ids or self.titles.nearest(topic.text)
            if ids and self._is_general(topic, ids):
                return of_parties(self.facts, statement, topic, ids, self.titles.containing(topic.text))
            if ids:
                return [one for identifier in ids if (one := self.facts.initiative(identifier))]
        return []

    def _is_general(self, topic: Topic, ids: Sequence[str]) -> bool:
        """Whether the words of the memo, or the titles that they are like, say only a kind of work."""
        return is_kind_name(topic.text) or any(all(map(is_kind_name, self.titles.of(one))) for one in ids)

    def _why_none(self, statement: Statement) -> str:
        """Return why a statement is about no initiative: none has the name, or only work of other parties has it."""
        return "other-parties" if any(topic.ids for topic in statement.about) else "no-initiative"

    def _theme(self, about: Sequence[Topic], *, sure: bool = False) -> str | None:
        """Return the theme that words name; not that of a name, which is an initiative that the graph does not have."""
        for topic in about:
            if topic.named or topic.assumed:
                continue
            match = find(topic.text, self.language)
            if match.id and match.how in ("id", "name", "words"):
                return match.id
            if not sure and (near := suggest(topic.text, self.language)):
                return near[0].theme
        return None


def _may_be_name(statement: Statement, topic: Topic) -> bool:
    """Whether words that name a theme may be those of a title: a longer one, of what somebody leads."""
    return statement.predicate == "lead" and len(content_words(topic.text)) >= MIN_CONTAINED_WORDS


def _best(findings: Sequence[Finding]) -> Finding:
    return min(findings, key=lambda one: _ORDER.index(one.verdict))
