"""The council's analysis document, made from a graph: one content, which each format writes down.

Its parts stand in the order of the council's own, with headings that the analysis reader knows, so that a brief that
is loaded gives the facts it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.values import LANGUAGES
from graph.vocabulary.themes import ancestors, suggest
from viz.brief.facts import Facts, Json
from viz.brief.items import ItemMaker
from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Table
from viz.brief.round_trip import asks_of, is_lead
from viz.brief.wording import Words, one_line

MOST_NAMES: Final = 800  # characters of a list of names that the reader looks through
MOST_WORDS: Final = 14  # of a title of a need
_OPEN: Final = (".", "!", "?", "…", ",", ";", ":")


def make_brief(
    document: Mapping[str, Any], edition: str, opportunities: Iterable[Mapping[str, Any]], language: str
) -> Brief | None:
    """The brief of an edition; None where the audience may see nothing of it.

    Args:
        document: a graph document; its audience is that of the brief.
        edition: the identifier of one of its editions.
        opportunities: rows of the question `opportunities` that are to be told, with `sentences` by language.
        language: "en" or "fr".
    """
    facts = Facts(document, edition, language)
    if not (facts.initiatives or facts.needs or facts.edition["priorities"] or facts.edition["submissions"]):
        return None
    words = Words(language)
    maker = _Maker(facts, words, list(opportunities))
    title = words.say("title", **words.edition(edition))
    start = (facts.edition["published"] or "").partition("/")[0] or f"{edition[:4]}-01"
    day = f"{start}-01-01"[:10] if start[:4].isdigit() else "2000-01-01"
    return Brief(title, language, document["audience"], day, tuple(maker.blocks()))


@dataclass(slots=True)
class _Maker:
    facts: Facts
    words: Words
    opportunities: Sequence[Mapping[str, Any]]
    items: ItemMaker = field(init=False)

    def __post_init__(self) -> None:
        self.items = ItemMaker(self.facts)

    def blocks(self) -> Iterator[Block]:
        yield from self._about()
        yield from self._priorities()
        yield from self._achievements()
        yield from self._needs()
        yield self._heading("collaboration")
        yield from self._partnerships()
        yield from self._opportunities()
        yield self._heading("background")
        yield from self._submissions()
        yield from self._leadless()
        yield from self._sources()

    def _run(self, text: str, language: str | None = None) -> Run:
        return Run(text, language or self.words.language)

    def _heading(self, key: str, level: int = 1) -> Heading:
        return Heading(level, self._run(self.words.say(f"headings.{key}")))

    def _says(self, key: str, **values: object) -> Paragraph:
        return Paragraph((self._run(self.words.say(key, **values)),))

    # --- What it is

    def _about(self) -> Iterator[Block]:
        facts, words, edition = self.facts, self.words, self.facts.edition
        if edition["published"] and len(edition["published"]) > len("2022"):
            date = words.date(edition["published"])
            yield Paragraph((self._run(f"{date[:1].upper()}{date[1:]}"),))
        yield self._says(f"audience.{facts.document['audience']}")
        named = words.edition(edition["id"])
        if edition["received"] is None:
            yield self._says("about.edition", **named)
        else:
            yield Paragraph((self._run(words.count("about.received", edition["received"], **named)),))
        counts = {
            "initiatives": len(facts.initiatives),
            "jurisdictions": len({each["lead"] for each in facts.initiatives.values() if each["lead"]}),
            "partnerships": len(facts.partnerships),
            "needs": len(facts.needs),
        }
        yield self._says("about.content", **{kind: words.counted(kind, n) for kind, n in counts.items()})
        if edition["missing"]:
            yield Paragraph((self._run(words.count("about.missing", len(edition["missing"]))),))

    # --- Priorities

    def _priorities(self) -> Iterator[Block]:
        edition = self.facts.edition
        given = edition.get("priority_texts") or [{edition["language"] or "en": each} for each in edition["priorities"]]
        if not given:
            return
        yield self._heading("priorities")
        yield self._says("priorities.intro")
        for texts in given:
            text, language = self.facts.pick(texts)
            yield Heading(2, self._run(text, language))
            yield Paragraph((self._run(self._bearing_on(text, language)),))

    def _bearing_on(self, priority: str, language: str) -> str:
        themes = {each.theme for each in suggest(priority, language if language in LANGUAGES else None)}
        found = [
            each
            for each in self.facts.initiatives.values()
            if themes & {one for theme in each["themes"] for one in (theme, *ancestors(theme))}
        ]
        leads = self.words.counted("jurisdictions", len({each["lead"] for each in found}))
        return self.words.count("priorities.body", len(found), jurisdictions=leads)

    # --- Achievements

    def _achievements(self) -> Iterator[Block]:
        if not self.facts.by_lead:
            return
        yield self._heading("achievements")
        yield self._says("achievements.intro")
        for lead, initiatives in self.facts.by_lead.items():
            name = self.facts.heading(lead)
            yield Heading(2, self._run(name if is_lead(name, self.words.language) else name.upper()))
            siblings = {each["id"]: self.facts.pick(each["titles"])[0] for each in initiatives}
            yield Listing(tuple(self.items.make(each, siblings) for each in initiatives))

    # --- Needs

    def _needs(self) -> Iterator[Block]:
        if not self.facts.needs:
            return
        boxes = [each for each in self.facts.needs if self._is_box(each)]
        asks = [each for each in self.facts.needs if each not in boxes]
        yield self._heading("needs")
        if asks:
            yield self._says("needs.asks")
            yield Listing(tuple(self._ask(each) for each in asks))
        if boxes:
            yield Paragraph((self._run(self.words.count("needs.themes", len(boxes))),))
        for need in boxes:
            text, language = self.facts.pick(need["texts"])
            yield Heading(2, self._run(text, language))
            labels = [self._run(one) for one in self._labels(need["themes"])]
            yield Listing(tuple(Item((one,)) for one in labels or [self._run(self.words.say("needs.no_theme"))]))

    def _is_box(self, need: Json) -> bool:
        text, _ = self.facts.pick(need["texts"])
        titled = text[:1].isupper() and not text.endswith(_OPEN) and len(text.split()) <= MOST_WORDS
        return need["kind"] == "theme" and need["by"] is None and titled

    def _labels(self, themes: Iterable[str]) -> list[str]:
        known = {each["id"]: each["labels"] for each in self.facts.document["themes"]}
        return [self.facts.pick(known[theme])[0] for theme in themes if theme in known]

    def _ask(self, need: Json) -> Item:
        """What is asked, then by whom; the words stay those of who asks."""
        text, language = self.facts.pick(need["texts"])
        by = self.facts.name(need["by"]) if need["by"] else self.words.say("needs.several")
        about = self.facts.initiatives.get(need["initiative"] or "")
        title = self.facts.pick(about["titles"])[0] if about else ""
        behind = self.words.say("needs.asked_with" if title else "needs.asked", by=by, title=title)
        told = asks_of(f"{text} {behind}", self.words.language)
        wrong = any(one != need["by"] or said != text for one, said in told)
        words = f"{text.rstrip('.')} {behind}." if wrong else f"{text} {behind}"
        at = len(text.rstrip(".")) if wrong else len(text)
        return Item((self._run(words[:at], language), self._run(words[at:])))

    # --- Who works with whom, and who could

    def _partnerships(self) -> Iterator[Block]:
        yield self._heading("partnerships", 2)
        told = [Item(tuple(self._partnership(each))) for each in self.facts.partnerships]
        yield Listing(tuple(told)) if told else self._says("partnerships.none")

    def _partnership(self, partnership: Json) -> Iterator[Run]:
        words, facts = self.words, self.facts
        leads = [each["jurisdiction"] for each in partnership["members"] if each["role"] == "lead"]
        others = [each["jurisdiction"] for each in partnership["members"] if each["role"] != "lead"]
        names = [words.say("partnerships.lead", name=facts.name(one)) for one in facts.ranked(leads)]
        members = words.parted([*names, *map(facts.name, facts.ranked(others))])
        about = facts.initiatives.get(partnership["initiative"] or "")
        if about:
            title, language = facts.pick(about["titles"])
            before, after = words.say("partnerships.one", members=members, title="\0").split("\0")
            yield from (self._run(before), self._run(title, language), self._run(after))
        else:
            yield self._run(members)
        dates = [
            words.say(f"partnerships.{key}", **words.dates(partnership[key]))
            for key in ("since", "until")
            if partnership[key]
        ]
        yield self._run(f" ({', '.join(dates)})." if dates else ".")

    def _opportunities(self) -> Iterator[Block]:
        yield self._heading("opportunities", 2)
        if not self.opportunities:
            yield self._says("opportunities.none")
            return
        yield self._says("opportunities.intro")
        said = [one_line(each["sentences"][self.words.language]) for each in self.opportunities]
        yield Listing(tuple(Item((self._run(each),)) for each in said))

    # --- Background

    def _submissions(self) -> Iterator[Block]:
        facts, words = self.facts, self.words
        yield self._heading("missing", 2)
        missing = facts.ranked(facts.edition["missing"])
        if not missing:
            yield self._says("missing.none")
        for names in _chunks([facts.name(one) for one in missing]):
            yield Paragraph((self._run(words.count("missing.named", len(names), names=words.parted(names))),))
        silent = [one for one in facts.submitted if one not in facts.by_lead]
        if silent:
            yield self._heading("silent", 2)
            yield Listing(tuple(Item((self._run(facts.name(one)),)) for one in silent))

    def _leadless(self) -> Iterator[Block]:
        found = [one for one, each in self.facts.initiatives.items() if not each["lead"]]
        if found:
            yield self._heading("leadless", 2)
            titles = (self.facts.pick(each["titles"]) for each in self.facts.ordered(found))
            yield Listing(tuple(Item((self._run(*title),)) for title in titles))

    def _sources(self) -> Iterator[Block]:
        words, sources = self.words, self.facts.sources
        yield self._heading("sources", 2)
        yield self._says("sources.intro" if sources else "sources.none")
        if not sources:
            return
        headers = tuple(self._run(words.say(f"sources.columns.{key}")) for key in ("name", "kind", "language", "id"))
        rows = tuple(
            (
                self._run(words.say("sources.quoted", name=one_line(each["name"]))),
                self._run(each["media_type"]),
                self._run(self._language(each.get("language"))),
                self._run(each["id"][:12]),
            )
            for each in sources
        )
        yield Table(headers, rows)

    def _language(self, code: str | None) -> str:
        return self.words.say(f"sources.languages.{code}") if code in LANGUAGES else code or "–"


def _chunks(names: Sequence[str]) -> Iterator[list[str]]:
    """Names in lists that are short enough to be read."""
    taken: list[str] = []
    for name in names:
        if taken and sum(map(len, taken)) + 2 * len(taken) + len(name) > MOST_NAMES:
            yield taken
            taken = []
        taken.append(name)
    if taken:
        yield taken
