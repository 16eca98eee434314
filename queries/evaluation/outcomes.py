"""Answer the `outcomes` question: what became of the suggestions of earlier editions.

The suggestions of an edition are made again from what was known then, and compared with what is known now:

- *partners*: a source states a partnership since, on one of the initiatives of the suggestion;
- *elsewhere*: a source states one since between the same members, on something else;
- *met*, *said*, *dismissed*: what a person decided ("said" that they are partners, which no source states yet);
- *overtaken*: what the suggestion was about has since been finished, cancelled, or is no longer reported;
- *open*: none of these.

The first that applies counts. A suggestion that several editions would have made is listed with the first of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.text.strings import fold
from queries.fulltext.matching.items import Item, Items, read_items
from queries.questions.answer import Row, Rows
from queries.questions.labels import choose_name, choose_text
from queries.questions.question import load_codes
from queries.questions.wording import NameWithArticle, format_date, format_sentence, join_names
from queries.statements import fetch_rows
from queries.suggestions.decisions import read_decisions
from queries.suggestions.index import SuggestionIndex, read_index
from queries.suggestions.opportunities import find_opportunities

if TYPE_CHECKING:
    from graph.dedupe.suggestion_decisions import SuggestionDecision
    from graph.store import View

Tie = tuple[str | None, frozenset[str]]  # the initiative of a partnership, and two of its members
TOP: Final = 5  # suggestions of each member that an edition is taken to have made
OUTCOMES: Final = ("partners", "elsewhere", "met", "said", "dismissed", "overtaken", "open")
_DECIDED: Final = {"met": "met", "partners": "said", "dismissed": "dismissed"}


class Outcome(NamedTuple):
    """What became of a suggestion: a code of `OUTCOMES`, its explanation, and the claims that show it."""

    code: str
    template: str
    values: Mapping[str, Any]
    claims: tuple[int, ...] = ()


class Suggested(NamedTuple):
    """A suggestion of an edition: its row, who asked what (None without a need), and the ties of that time."""

    row: Row
    asked: tuple[str, str] | None
    before: set[Tie]

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same where several editions make the suggestion; needs have an identifier for each edition."""
        row = self.row
        return row["kind"], frozenset(row["members"]), frozenset(row["initiatives"]), self.asked


@dataclass
class Present:
    """What is known now, to compare with: partnerships, items and decisions."""

    index: SuggestionIndex
    items: Items
    decisions: list[SuggestionDecision]
    language: str

    def name(self, who: str) -> NameWithArticle:
        """Return the name of a member for a sentence."""
        names = self.index.jurisdictions.get(who, {}).get("names")
        return NameWithArticle(choose_name(names, self.language) if names else who, self.language)

    def title(self, initiative: str | None) -> str:
        """Return the title of an initiative; its identifier where it is no longer known."""
        item = self.items.initiatives.get(initiative or "")
        known = item.titles if item else self.index.initiatives.get(initiative or "", {}).get("titles")
        return choose_text(known, self.language).rstrip(" .") if known else initiative or ""

    def quote(self, initiative: str) -> str:
        """Return the title of an initiative in quotation marks."""
        return format_sentence("quoted", self.language, {"word": self.title(initiative)})

    def claims_of(self, row: Row) -> list[int]:
        """Return the claims of the titles of what a suggestion is about, and of the text of its need."""
        known = {**self.items.initiatives, **self.items.needs}
        return [known[one].claims[0] for one in (*row["initiatives"], row["need"]) if one in known]

    def root(self, initiative: str) -> str:
        """Return the initiative that one is a component of, else the initiative itself."""
        item = self.items.initiatives.get(initiative)
        return item.root if item else initiative


def find_outcomes(
    view: View, *, edition: str | None = None, outcome: str | None = None, top: int | None = None,
    **given: str | None,
) -> Rows:  # fmt: skip
    """Return the rows of the answer: the suggestions of each earlier edition in turn, by rank.

    Args:
        view: what the audience may see.
        edition: only of this edition.
        outcome: only with this outcome.
        top: how many suggestions of each member an edition is taken to have made.
        given: ``for``, only suggestions with this member.
    """
    editions = [str(row["id"]) for row in fetch_rows(view, "matching/editions", {"as_of": None})]
    wanted = [edition] if edition else editions[:-1]
    present = Present(read_index(view), read_items(view, None, {}), read_decisions(view, None), view.language)
    rows: list[Row] = []
    listed: set[tuple[object, ...]] = set()
    for one in wanted:
        for suggested in _iter_suggestions(view, one, top or TOP):
            members = set(suggested.row["members"])
            if suggested.key in listed or (given.get("for") and given["for"] not in members):
                continue
            listed.add(suggested.key)
            rows.append(_render(present, one, suggested.row, _find_outcome(present, suggested)))
    kept = [row for row in rows if outcome in {None, row["outcome"]}]
    return Rows(kept, [_note_counts(rows, view.language)] if rows else [])


def _iter_suggestions(view: View, edition: str, top: int) -> Iterator[Suggested]:
    """Yield the suggestions of an edition, each once, by rank."""
    then = view.open_local().as_of(edition)
    inside = {row["item"] for row in fetch_rows(then, "agenda/items", {"edition": edition})}
    best: dict[str, Row] = {}
    for row in find_opportunities(then, each=True, limit=top, include_dismissed=True):
        if not inside.isdisjoint([*row["initiatives"], row["need"]]):
            known = best.get(row["id"])
            best[row["id"]] = row if known is None or row["rank"] < known["rank"] else known
    if not best:
        return
    ties, needs = _read_ties(then), read_items(then, None, {}).needs
    for row in sorted(best.values(), key=lambda row: (row["rank"], -row["score"], row["id"])):
        yield Suggested(row, _asked(needs[row["need"]]) if row["need"] else None, ties)


def _asked(need: Item) -> tuple[str, str]:
    """Return who asks what, the same in each edition that asks it."""
    return need.who, fold(choose_text(need.titles, "en"))


def _read_ties(view: View) -> set[Tie]:
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in fetch_rows(view, "suggestions/members", {"as_of": None}):
        members[row["partnership"]].append(row)
    return {
        (several[0]["initiative"], frozenset({a["jurisdiction"], b["jurisdiction"]}))
        for several in members.values()
        for a, b in combinations(several, 2)
    }


def _find_outcome(present: Present, suggested: Suggested) -> Outcome:
    row = suggested.row
    together = list(_find_partnerships(present, row, suggested.before))
    matter = {one for item in row["initiatives"] for one in (item, present.root(item))}
    on_it = [one for one in together if one.values["initiative"] in matter]
    if together:
        return on_it[0] if on_it else together[0]._replace(code="elsewhere")
    decided = next((one for one in reversed(present.decisions) if _is_on(one, row)), None)
    if decided is not None:
        code = _DECIDED[decided.verdict]
        return Outcome(code, f"outcome_{code}", {"on": format_date(decided.date, present.language)})
    return _find_end(present, suggested) or Outcome("open", "outcome_open", {})


def _is_on(decision: SuggestionDecision, row: Row) -> bool:
    """Whether a decision is on a suggestion: the same, or one with all of its items."""
    items = {*row["initiatives"], row["need"]} - {None}
    return decision.id == row["id"] or (len(items) > 1 and items <= decision.facts.keys())


def _find_partnerships(present: Present, row: Row, before: set[Tie]) -> Iterator[Outcome]:
    """Yield the partnerships stated since that the first member of a suggestion is in with another one."""
    lead, *others = row["members"]
    for partnership, members in present.index.partnerships.items():
        about = present.index.about[partnership]
        together = [one for one in others if one in members and (about, frozenset({lead, one})) not in before]
        if lead in members and together:
            names = join_names([present.name(one) for one in (lead, *together)], present.language)
            values = {"names": names, "initiative": about, "title": present.title(about)}
            yield Outcome("partners", "outcome_partners", values, tuple(members[one] for one in (lead, *together)))


def _find_end(present: Present, suggested: Suggested) -> Outcome | None:
    """Return what overtook a suggestion: its need is not asked again, or none of its work is open; else None."""
    row = suggested.row
    if suggested.asked:
        is_asked = any(need.is_open and _asked(need) == suggested.asked for need in present.items.needs.values())
        return None if is_asked else Outcome("overtaken", "outcome_not_asked", {})
    works = [present.items.initiatives.get(one) for one in row["initiatives"]]
    if not works or any(work is not None and work.is_open for work in works):
        return None
    titles = join_names([present.quote(one) for one in row["initiatives"]], present.language)
    return Outcome(
        "overtaken", "outcome_finished", {"titles": titles},
        tuple(claim for work in works if work for claim in work.claims[:1]),
    )  # fmt: skip


def _note_counts(rows: Iterable[Row], language: str) -> str:
    """Return a sentence with how many suggestions had each outcome."""
    counted = Counter(row["outcome"] for row in rows)
    codes = load_codes()["outcome"]
    listed = [f"{counted[code]} {codes[code][language]}" for code in OUTCOMES if counted[code]]
    return format_sentence("outcomes_counted", language, {"n": counted.total(), "listed": ", ".join(listed)})


def _render(present: Present, edition: str, row: Row, outcome: Outcome) -> Row:
    return {
        "edition": edition,
        "rank": row["rank"],
        "for": row["for"],
        "for_name": row["for_name"],
        "with_name": row["with_name"],
        "kind": row["kind"],
        "sentence": row["sentence"],
        "outcome": outcome.code,
        "because": format_sentence(outcome.template, present.language, dict(outcome.values)),
        "on": outcome.values.get("initiative"),
        "members": row["members"],
        "initiatives": row["initiatives"],
        "need": row["need"],
        "id": row["id"],
        "evidence": list(outcome.claims) or present.claims_of(row),
    }
