# ruff: noqa: A002, D417, E501 (parameters have the names of the command; shared ones are described once)
"""The named questions as methods; written by `tools/question_methods.py` from `queries/questions/named`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from accord.results.answer import Answer
    from graph.values import Audience


class QuestionMethods(ABC):
    """A method for each question. All take `lang`, `audience`, `limit` and `as_of` as `ask` does."""

    @abstractmethod
    def ask(
        self, name: str, *, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
        as_of: str | None = None, **parameters: object,
    ) -> Answer:  # fmt: skip
        """Return the answer to a named question.

        Args:
            name: the question.
            lang: the language of the answer, "en" or "fr"; None is that of the graph.
            audience: who will see the answer; None is that of the graph.
            limit: the maximum number of rows; None is that of the question.
            as_of: an edition or a date: only what was known then; None is the edition that the question names, if any.
            parameters: those of the question, by name.
        """

    def coverage(
        self, edition: str | None = None, *, theme: str | None = None, as_of: str | None = None,
        lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Who reported and who did not.

        For each edition: who reported, whose report was received but is not in this graph, and who shared no report.
        With a theme: who works on it, who reported nothing on it, and who shared no report. The approval shows who may
        see each report.

        Args:
            edition: only this edition.
            theme: show who works on this theme.
        """
        return self.ask(
            "coverage", edition=edition, theme=theme, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def diff(
        self, before: str, after: str, *, all: bool = False, as_of: str | None = None, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """What changed between two editions.

        The initiatives that are new in the second edition, no longer reported, changed (title, summary, status, lead,
        partners or dates, before and after) or reported again, and the jurisdictions that started or stopped reporting.
        An initiative is new if no edition up to the first reports it. Where those who reported it sent no report for
        the second edition, its state is unknown; --all lists these. What came after the second edition is left out.

        Args:
            before: the earlier edition.
            after: the later edition.
            all: also list what was reported again without change, and what is unknown.
        """
        return self.ask(
            "diff", before=before, after=after, all=all, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def evidence(
        self, node: str | None = None, *, edition: str | None = None, rule: str | None = None, inferred: bool = False,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Where facts come from.

        The statements about one node, or about all: the source, page and line, the quoted words, whether the statement
        is stated or inferred, and the rule that found it.

        Args:
            node: an identifier or a name; without it, all statements.
            edition: only statements of this edition (such as 2022-winter, or latest).
            rule: only statements found by this rule.
            inferred: only inferred statements.
        """
        return self.ask(
            "evidence", node=node, edition=edition, rule=rule, inferred=inferred, as_of=as_of, lang=lang,
            audience=audience, limit=limit,
        )  # fmt: skip

    def gaps(
        self, *, for_: str | None = None, theme: str | None = None, edition: str | None = None, peers: int = 2,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """What others work on that a jurisdiction has not reported.

        For each jurisdiction, the themes that others work on and on which it reported nothing, or for which nothing is
        known because it shared no report. Themes that most jurisdictions of its level of government work on come first.
        With --for, the most similar others are named: those of its level, then those with the most themes in common. A
        gap concerns what was reported; it does not mean that nothing is done.

        Args:
            for_: only this jurisdiction.
            theme: only this theme.
            edition: only what this edition reports (such as 2022-winter, or latest).
            peers: minimum number of others that work on the theme (2).
        """
        return self.ask(
            "gaps", for_=for_, theme=theme, edition=edition, peers=peers, as_of=as_of, lang=lang, audience=audience,
            limit=limit,
        )  # fmt: skip

    def initiatives(
        self, *, lead: str | None = None, partner: str | None = None, theme: str | None = None,
        level: Literal["federal", "provincial", "territorial", "municipal", "indigenous", "international", "other"] | None = None,
        status: Literal["planned", "in-progress", "launched", "completed", "paused", "cancelled"] | None = None,
        edition: str | None = None, after: str | None = None, before: str | None = None, part_of: str | None = None,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """The initiatives, by lead, theme, status and more.

        All initiatives that pass each filter, with their lead, partners, themes, status and first date; components of
        an initiative are listed with it. For a government, those of its organisations are included; for a theme, those
        of narrower themes.

        Args:
            lead: only initiatives that it leads.
            partner: only initiatives that it is a partner in.
            theme: only this theme.
            level: only leads of this level of government.
            status: only this status.
            edition: only what this edition reports (such as 2022-winter, or latest).
            after: only with a date on or after this one (2021, 2021-06, 2021-06-30).
            before: only with a date that begins before this one; with --after, the same date.
            part_of: only components of this initiative.
        """
        return self.ask(
            "initiatives", lead=lead, partner=partner, theme=theme, level=level, status=status, edition=edition,
            after=after, before=before, part_of=part_of, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def needs(
        self, theme: str | None = None, *, by: str | None = None, edition: str | None = None, unanswered: bool = False,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Who asks for what.

        What jurisdictions ask to learn or obtain: explicit requests of one jurisdiction, and themes of interest to
        several. “Offers” counts the initiatives of others on the same themes; “accord offers” lists them, the best
        first.

        Args:
            theme: only needs on this theme.
            by: only requests of this jurisdiction.
            edition: only this edition.
            unanswered: only needs on themes that nobody else reported on.
        """
        return self.ask(
            "needs", theme=theme, by=by, edition=edition, unanswered=unanswered, as_of=as_of, lang=lang,
            audience=audience, limit=limit,
        )  # fmt: skip

    def network(
        self, *, part: Literal["broker", "core", "community", "bridge"] | None = None, as_of: str | None = None,
        lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Brokers, core, communities and bridges of the network.

        The network of partners in four parts. Brokers: organisations on many of the shortest paths between others
        (betweenness). Core: those that all work with many others of the core (k-core). Communities: those that work
        with each other more than with the rest (Louvain's method). Bridges: ties between two levels of government.
        Betweenness is exact up to 2,000 organisations and estimated from a sample beyond that; the answer says which.
        The value is the share of shortest paths, the k of the core, the size of a community, or 1 divided by the number
        of ties between two levels.

        Args:
            part: only this part.
            as_of: only what was known at this edition, or before this day.
        """
        return self.ask(
            "network", part=part, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def offers(
        self, theme: str | None = None, *, by: str | None = None, lead: str | None = None, edition: str | None = None,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """What could answer a need.

        For each need, the initiatives that could answer it: initiatives of others on its themes, the best first. An
        offer ranks higher when the shared theme is rare, when its words match those of the need, and when it is
        finished, so that there is something to learn from. --evidence quotes both.

        Args:
            theme: only needs on this theme.
            by: only needs of this jurisdiction.
            lead: only offers of this jurisdiction.
            edition: only needs of this edition.
        """
        return self.ask(
            "offers", theme=theme, by=by, lead=lead, edition=edition, as_of=as_of, lang=lang, audience=audience,
            limit=limit,
        )  # fmt: skip

    def opportunities(
        self, *, for_: str | None = None, each: bool = False, theme: str | None = None,
        kind: Literal["answer", "join", "pair", "learn", "group", "reuse"] | None = None, as_of: str | None = None,
        include_known: bool = False, include_dismissed: bool = False, lean: bool = False, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Who should meet, about what, and why.

        Suggestions of six kinds, each with its reason and its evidence: answer a need (one asks, others have done it),
        learn (one begins what others have finished), pair (two are at work on the same thing), community of practice
        (three or more are), join (a partnership exists on what others also work on) and reuse (one uses what another
        published). Each says for whom it is, whom to ask for what, what each would gain, and what speaks against it.
        Existing partners are not suggested, nor what people dismissed.

        Args:
            for_: only for this jurisdiction.
            each: the best for every jurisdiction (--limit counts for each).
            theme: only on this theme.
            kind: only of this kind.
            as_of: only what was known at this edition, or before this day.
            include_known: include existing partners, marked as known.
            include_dismissed: include suggestions that were dismissed.
            lean: only the main columns, with less evidence.
        """
        return self.ask(
            "opportunities", for_=for_, each=each, theme=theme, kind=kind, as_of=as_of, include_known=include_known,
            include_dismissed=include_dismissed, lean=lean, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def outcomes(
        self, *, for_: str | None = None, edition: str | None = None,
        outcome: Literal["partners", "elsewhere", "met", "said", "dismissed", "overtaken", "open"] | None = None,
        top: int = 5, as_of: str | None = None, lang: str | None = None, audience: Audience | None = None,
        limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """What became of earlier suggestions.

        The suggestions of each earlier edition, made again from what was known then, and what became of them: whether a
        source states a partnership since (on the suggested work, or on something else), whether people met, said that
        they are partners or dismissed the suggestion, whether it was overtaken (the need is not asked again, or none of
        the work is open), or whether it is still open. For each edition, the first suggestions of each member count;
        one that several editions would have made is listed with the first.

        Args:
            for_: only suggestions with this jurisdiction.
            edition: only the suggestions of this edition.
            outcome: only with this outcome.
            top: how many suggestions of each member count.
        """
        return self.ask(
            "outcomes", for_=for_, edition=edition, outcome=outcome, top=top, as_of=as_of, lang=lang, audience=audience,
            limit=limit,
        )  # fmt: skip

    def overview(
        self, *, as_of: str | None = None, lang: str | None = None, audience: Audience | None = None,
        limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """What the graph holds.

        How many editions, jurisdictions, initiatives, partnerships, themes, needs and sources the graph holds, for the
        audience that asks.
        """
        return self.ask(
            "overview", as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def partners(
        self, jurisdiction: str | None = None, *, theme: str | None = None, edition: str | None = None,
        as_of: str | None = None, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Who works with whom.

        The partnerships that sources state, one row for each pair of partners. For a government, those of its
        organisations are included.

        Args:
            jurisdiction: a jurisdiction or organisation; without it, all partnerships.
            theme: only partnerships on this theme.
            edition: only partnerships that this edition reports (such as 2022-winter, or latest).
        """
        return self.ask(
            "partners", jurisdiction=jurisdiction, theme=theme, edition=edition, as_of=as_of, lang=lang,
            audience=audience, limit=limit,
        )  # fmt: skip

    def path(
        self, from_: str, to: str, *, as_of: str | None = None, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """How two nodes are connected.

        A shortest path from one jurisdiction, initiative, theme or need to another, through leads, partners, themes and
        parts; each step with its evidence.

        Args:
            from_: the first node.
            to: the last node.
        """
        return self.ask(
            "path", from_=from_, to=to, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def search(
        self, query: str, *, kind: Literal["initiative", "need", "theme", "jurisdiction"] | None = None,
        semantic: bool = False, lexical: bool = False, as_of: str | None = None, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Find nodes by their words.

        Initiatives, needs, themes and jurisdictions whose words, themes or names match, the best first. Words may be in
        either language, without accents or shortened; quoted phrases must match exactly. With --semantic, texts with
        the same meaning in other words are found, too (prepare it with accord model index --semantic).

        Args:
            query: words to look for.
            kind: only nodes of this kind.
            semantic: search by meaning, too.
            lexical: search by words only; the default.
        """
        return self.ask(
            "search", query=query, kind=kind, semantic=semantic, lexical=lexical, as_of=as_of, lang=lang,
            audience=audience, limit=limit,
        )  # fmt: skip

    def show(
        self, node: str, *, as_of: str | None = None, lang: str | None = None, audience: Audience | None = None,
        limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Everything known about one node.

        Everything the graph states about a jurisdiction, an initiative, a theme, a partnership, a need or an edition,
        each fact with its source. Where a name has several meanings, write the kind first, as in "theme:digital
        identity".

        Args:
            node: an identifier or a name, in either language.
        """
        return self.ask(
            "show", node=node, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def themes(
        self, *, jurisdiction: str | None = None, edition: str | None = None, as_of: str | None = None,
        lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """The themes, and how many work on each.

        Each theme of an initiative or a need, with the number of initiatives (on it or on a narrower theme),
        jurisdictions and needs.

        Args:
            jurisdiction: only themes this jurisdiction works on.
            edition: count only what this edition reports (such as 2022-winter, or latest).
        """
        return self.ask(
            "themes", jurisdiction=jurisdiction, edition=edition, as_of=as_of, lang=lang, audience=audience,
            limit=limit,
        )  # fmt: skip

    def timeline(
        self, jurisdiction: str | None = None, *, theme: str | None = None, edition: str | None = None,
        since: str | None = None, until: str | None = None, as_of: str | None = None, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Dates of initiatives.

        The dates that sources give for initiatives, in order, each to its own precision: a day, a month, the months of
        a season, or a year.

        Args:
            jurisdiction: only initiatives that it leads or is a partner in.
            theme: only this theme.
            edition: only what this edition reports (such as 2022-winter, or latest).
            since: nothing that ended before this date (2021, 2021-06, 2021-06-30).
            until: nothing that began after this date.
        """
        return self.ask(
            "timeline", jurisdiction=jurisdiction, theme=theme, edition=edition, since=since, until=until, as_of=as_of,
            lang=lang, audience=audience, limit=limit,
        )  # fmt: skip

    def who(
        self, theme: str, *, edition: str | None = None, as_of: str | None = None, lang: str | None = None,
        audience: Audience | None = None, limit: int | None = None,
    ) -> Answer:  # fmt: skip
        """Who works on a theme.

        Who works on a theme or on a narrower one, as lead or as partner; who reported but not on this theme; and who
        shared no report. Not reporting on a theme does not mean not working on it.

        Args:
            theme: a theme, in either language.
            edition: only this edition (such as 2022-winter, or latest).
        """
        return self.ask(
            "who", theme=theme, edition=edition, as_of=as_of, lang=lang, audience=audience, limit=limit,
        )  # fmt: skip
