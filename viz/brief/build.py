"""Build the content of a brief from a graph document, independently of the output format.

Its parts have the order and headings of the council's documents, which the analysis reader knows, so that loading a
brief gives the facts it was built from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.values import AUDIENCES, LANGUAGES
from graph.vocabulary.themes import suggest
from queries.questions.question import format_value
from viz.brief.facts import EditionFacts, Json
from viz.brief.items import ItemBuilder
from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table
from viz.brief.round_trip import is_known_lead
from viz.brief.wording import BriefWording, one_line
from viz.marks import MARKS, date_name, find_marks

MAX_NAMES_CHARACTERS: Final = 800  # that the reader parses in one list
MAX_TITLE_WORDS: Final = 14  # of the title of a need
MARK_WORDS: Final = 2  # of the mark of the other language
_OPEN_ENDINGS: Final = (".", "!", "?", "…", ",", ";", ":")


def build_brief(
    document: Mapping[str, Any],
    edition: str,
    opportunities: Iterable[Mapping[str, Any]],
    language: str,
    title: str | None = None,
) -> Brief | None:
    """Return the brief of an edition, or None if the audience may see nothing of it.

    Args:
        document: a graph document; its audience is that of the brief.
        edition: the identifier of one of its editions.
        opportunities: rows of the question `opportunities` to include, with `sentences` by language.
        language: "en" or "fr".
        title: its title in place of the usual one; the name of the edition is added to it.
    """
    facts = EditionFacts(document, edition, language)
    if not (facts.initiatives or facts.needs or facts.edition["priorities"] or facts.edition["submissions"]):
        return None
    wording = BriefWording(language)
    maker = _BriefBuilder(facts, wording, list(opportunities))
    named = " ".join((title or "").split()) or wording.text("title")
    whole = wording.text("titled", title=named, **wording.edition_names(edition))
    start = (facts.edition["published"] or "").partition("/")[0] or f"{edition[:4]}-01"
    day = f"{start}-01-01"[:10] if start[:4].isdigit() else "2000-01-01"
    return Brief(whole, language, document["audience"], day, tuple(maker.blocks()))


@dataclass(slots=True)
class _BriefBuilder:
    facts: EditionFacts
    wording: BriefWording
    opportunities: Sequence[Mapping[str, Any]]
    items: ItemBuilder = field(init=False)
    marks: Mapping[str, Mapping[str, str]] = field(init=False)
    asked: Mapping[str, str] = field(init=False)  # the marks of needs, by who asks

    def __post_init__(self) -> None:
        found = find_marks(self.facts.document)
        self.marks = {one: found[one] for one in self.facts.initiatives if one in found}
        self.asked = {each["id"]: found[each["id"]]["by"] for each in self.facts.needs if each["id"] in found}
        self.items = ItemBuilder(self.facts, self.marks)

    def blocks(self) -> Iterator[Block]:
        yield from self._introduction()
        yield from self._priorities()
        yield from self._achievements()
        yield from self._needs()
        yield self._heading("collaboration")
        yield from self._partnerships()
        yield from self._opportunities()
        yield self._heading("background")
        yield from self._submissions()
        yield from self._leadless()
        yield from self._unstated()
        yield from self._sources()

    def _run(self, text: str, language: str | None = None) -> Run:
        return Run(text, language or self.wording.language)

    def _heading(self, key: str, level: int = 1) -> Heading:
        return Heading(level, self._run(self.wording.text(f"headings.{key}")))

    def _named_heading(self, text: str, language: str) -> Heading:
        """Return a heading in the council's words, marked where they are in the other language."""
        mark = self._run(f" ({self.wording.text('other_language.title')})") if self._is_foreign(language) else None
        return Heading(2, self._run(text, language), mark)

    def _is_foreign(self, language: str) -> bool:
        return self.items.is_foreign(language)

    def _quoted(self, text: str, language: str) -> Runs:
        """Return a text of the council, behind a mark where it is in the other language."""
        mark = (self._run(self.wording.text("other_language.text")),) if self._is_foreign(language) else ()
        return (*mark, self._run(text, language))

    def _paragraph(self, key: str, **values: object) -> Paragraph:
        return Paragraph((self._run(self.wording.text(key, **values)),))

    # --- What it is

    def _introduction(self) -> Iterator[Block]:
        facts, wording, edition = self.facts, self.wording, self.facts.edition
        if edition["published"] and len(edition["published"]) > len("2022"):
            date = wording.format_date(edition["published"])
            yield Paragraph((self._run(f"{date[:1].upper()}{date[1:]}"),))
        yield self._paragraph(f"audience.{facts.document['audience']}")
        named = wording.edition_names(edition["id"])
        if edition["received"] is None:
            yield self._paragraph("about.edition", **named)
        else:
            yield Paragraph((self._run(wording.plural_text("about.received", edition["received"], **named)),))
        counts = {
            "jurisdictions": len({each["lead"] for each in facts.initiatives.values() if each["lead"]}),
            "partnerships": len(facts.partnerships),
            "needs": len(facts.needs),
        }
        counted = {kind: wording.count_text(kind, n) for kind, n in counts.items()}
        wholes = len(facts.wholes_of(facts.initiatives.values()))
        initiatives = wording.count_text("initiatives", wholes)
        if parts := len(facts.initiatives) - wholes:
            initiatives = wording.plural_text("counts.components", parts, initiatives=initiatives)
        yield self._paragraph("about.content", initiatives=initiatives, **counted)
        if edition["missing"]:
            yield Paragraph((self._run(wording.plural_text("about.missing", len(edition["missing"]))),))
        if self.marks or self.asked:
            yield self._paragraph("about.unstated")

    # --- Priorities

    def _priorities(self) -> Iterator[Block]:
        edition = self.facts.edition
        given = edition.get("priority_texts") or [{edition["language"] or "en": each} for each in edition["priorities"]]
        introduction = self._prose(edition, "priorities:0")
        if not (given or introduction):
            return
        yield self._heading("priorities")
        yield from introduction
        for rank, texts in enumerate(given, start=1):
            text, language = self.facts.pick(texts)
            prose = self._prose(edition, f"priorities:{rank}")
            sentence = self._priority_sentence(text, language, is_described=bool(prose))
            yield self._named_heading(text, language)
            yield from prose
            if sentence:
                yield Paragraph((self._run(sentence),))

    def _prose(self, node: Json, part: str) -> list[Paragraph]:
        return [Paragraph(self._quoted(*text)) for text in self.facts.prose(node, part)]

    def _priority_sentence(self, priority: str, language: str, *, is_described: bool) -> str:
        """Return how many initiatives bear on a priority; that none does is said where nothing else is."""
        themes = {each.theme for each in suggest(priority, language if language in LANGUAGES else None)}
        found = [
            each
            for each in self.facts.initiatives.values()
            if themes & {one for theme in each["themes"] for one in (theme, *self._broader(theme))}
        ]
        if is_described and not found:
            return ""
        leads = self.wording.count_text("jurisdictions", len({each["lead"] for each in found}))
        return self.wording.plural_text("priorities.body", len(self.facts.wholes_of(found)), jurisdictions=leads)

    def _broader(self, theme: str) -> list[str]:
        """Return the broader themes of a theme, the nearest first, whichever scheme it is of."""
        above = {each["id"]: each["broader"] for each in self.facts.document["themes"]}
        found: list[str] = []
        while (parent := above.get((found or [theme])[-1])) is not None and parent not in found:
            found.append(parent)
        return found

    # --- Achievements

    def _achievements(self) -> Iterator[Block]:
        if not self.facts.by_lead:
            return
        yield self._heading("achievements")
        yield self._paragraph("achievements.intro")
        for lead, initiatives in self.facts.by_lead.items():
            name = self.facts.heading(lead)
            yield Heading(2, self._run(name if is_known_lead(name, self.wording.language) else name.upper()))
            siblings = {each["id"]: self.facts.pick(each["titles"])[0] for each in initiatives}
            yield Listing(tuple(self.items.make(each, siblings) for each in initiatives))

    # --- Needs

    def _needs(self) -> Iterator[Block]:
        if not self.facts.needs:
            return
        boxes = [each for each in self.facts.needs if self._is_theme_box(each)]
        asks = [each for each in self.facts.needs if each not in boxes]
        yield self._heading("needs")
        yield from self._prose(self.facts.edition, "needs:0")
        if asks:
            yield self._paragraph("needs.asks")
            yield Listing(tuple(self._ask(each) for each in asks))
        if boxes:
            yield Paragraph((self._run(self.wording.plural_text("needs.themes", len(boxes))),))
        for need in boxes:
            text, language = self.facts.pick(need["texts"])
            yield self._named_heading(text, language)
            prose = self.facts.prose(need, "needs")
            items = [Item(self._quoted(*each)) for each in prose]
            items += [Item((self._run(each),)) for each in self._further_themes(need, [(text, language), *prose])]
            yield Listing(tuple(items or [Item((self._run(self.wording.text("needs.no_theme")),))]))

    def _further_themes(self, need: Json, texts: Sequence[tuple[str, str]]) -> list[str]:
        """Return a line with the themes of a need that the words of the council do not name; none if they name all."""
        named = {
            found.theme
            for at, (text, language) in enumerate(texts)
            for found in suggest(text, language if language in LANGUAGES else None, "summary" if at else "title")
        }
        labels = self._labels(theme for theme in need["themes"] if theme not in named or len(texts) == 1)
        return [self.wording.text("needs.named_themes", names=", ".join(labels))] if labels else []

    def _is_theme_box(self, need: Json) -> bool:
        text, language = self.facts.pick(need["texts"])
        most = MAX_TITLE_WORDS - (MARK_WORDS if self._is_foreign(language) else 0)
        titled = text[:1].isupper() and not text.endswith(_OPEN_ENDINGS) and len(text.split()) <= most
        return need["kind"] == "theme" and need["by"] is None and titled

    def _labels(self, themes: Iterable[str]) -> list[str]:
        known = {each["id"]: each["labels"] for each in self.facts.document["themes"]}
        return [self.facts.pick(known[theme])[0] for theme in themes if theme in known]

    def _ask(self, need: Json) -> Item:
        """Return an ask and, in brackets, who asks, about which initiative and in which language."""
        text, language = self.facts.pick(need["texts"])
        by = self.facts.name(need["by"]) if need["by"] else self.wording.text("needs.several")
        about = self.facts.initiatives.get(need["initiative"] or "")
        title, title_language = self.facts.pick(about["titles"]) if about else ("", self.wording.language)
        key = f"needs.asked{'_with' if title else ''}{'_in_other' if self._is_foreign(language) else ''}"
        before, _, after = self.wording.text(key, by=by, title="\0").partition("\0")
        behind = (
            (self._run(before), self._run(title, title_language), self._run(after)) if title else (self._run(before),)
        )
        mark = self.asked.get(need["id"])
        sign = (self._run(_with_mark("", mark)),) if mark else ()
        return Item((self._run(text, language), *behind, *sign))

    # --- Who works with whom, and who could

    def _partnerships(self) -> Iterator[Block]:
        yield self._heading("partnerships", 2)
        above = [each for each in self.facts.partnerships if each["initiative"] in self.facts.described]
        items = [Item(tuple(self._partnership(each))) for each in self.facts.partnerships if each not in above]
        if above:
            yield Paragraph((self._run(self.wording.plural_text("partnerships.above", len(above))),))
        if items:
            yield Listing(tuple(items))
        if not (above or items):
            yield self._paragraph("partnerships.none")

    def _partnership(self, partnership: Json) -> Iterator[Run]:
        wording, facts = self.wording, self.facts
        leads = [each["jurisdiction"] for each in partnership["members"] if each["role"] == "lead"]
        others = [each["jurisdiction"] for each in partnership["members"] if each["role"] != "lead"]
        names = [wording.text("partnerships.lead", name=facts.name(one)) for one in facts.ranked(leads)]
        marks = self.marks.get(partnership["initiative"] or "", {})
        partners = [_with_mark(facts.name(one), marks.get(one)) for one in facts.ranked(others)]
        members = wording.join_with_semicolons([*names, *partners])
        about = facts.initiatives.get(partnership["initiative"] or "")
        if about:
            title, language = facts.pick(about["titles"])
            before, after = wording.text("partnerships.one", members=members, title="\0").split("\0")
            yield from (self._run(before), self._run(title, language), self._run(after))
        else:
            yield self._run(members)
        dates = [
            wording.text(f"partnerships.{key}", **wording.date_forms(partnership[key]))
            for key in ("since", "until")
            if partnership[key]
        ]
        yield self._run(f" ({', '.join(dates)})." if dates else ".")

    def _opportunities(self) -> Iterator[Block]:
        yield self._heading("opportunities", 2)
        if not self.opportunities:
            yield self._paragraph("opportunities.none")
            return
        yield self._paragraph("opportunities.intro")
        yield Listing(tuple(Item(self._opportunity(each)) for each in self.opportunities))

    def _opportunity(self, row: Mapping[str, Any]) -> Runs:
        """Return the sentence of an opportunity, and what speaks against it.

        Titles without a translation are in their own language.
        """
        sentence = one_line(row["sentences"][self.wording.language])
        if caution := (row.get("cautions") or {}).get(self.wording.language):
            sentence += f" {self.wording.text('opportunities.against', caution=one_line(caution))}"
        known = {each["id"]: each["titles"] for each in self.facts.document["initiatives"]}
        titles = dict(self.facts.pick(known[one]) for one in row["initiatives"] if one in known)
        foreign = [re.escape(title) for title, language in titles.items() if self._is_foreign(language)]
        if not foreign:
            return (self._run(sentence),)
        pieces = re.split(f"({'|'.join(sorted(foreign, key=len, reverse=True))})", sentence)
        return tuple(self._run(each, titles.get(each)) for each in pieces if each)

    # --- Background

    def _submissions(self) -> Iterator[Block]:
        facts, wording = self.facts, self.wording
        yield self._heading("missing", 2)
        missing = facts.ranked(facts.edition["missing"])
        if not missing:
            yield self._paragraph("missing.none")
        for names in _split_names([facts.name(one) for one in missing]):
            yield Paragraph(
                (
                    self._run(
                        wording.plural_text("missing.named", len(names), names=wording.join_with_semicolons(names))
                    ),
                )
            )
        silent = [one for one in facts.submitted if one not in facts.by_lead]
        if silent:
            yield self._heading("silent", 2)
            yield Listing(tuple(Item((self._run(facts.name(one)),)) for one in silent))

    def _leadless(self) -> Iterator[Block]:
        found = [one for one, each in self.facts.initiatives.items() if not each["lead"]]
        if found:
            yield self._heading("leadless", 2)
            titles = [self._named_heading(*self.facts.pick(each["titles"])) for each in self.facts.ordered(found)]
            yield Listing(tuple(Item(title.runs) for title in titles))

    def _unstated(self) -> Iterator[Block]:
        """Yield what is inferred or proposed: here, since `accord load` reads the text of the initiatives."""
        if not (self.marks or self.asked):
            return
        wording, facts = self.wording, self.facts
        yield self._heading("unstated", 2)
        found = {mark for marks in self.marks.values() for mark in marks.values()} | {*self.asked.values()}
        for mark in MARKS:
            if mark in found:
                yield self._paragraph(f"unstated.{mark}")
        items = []
        for initiative in facts.ordered(list(self.marks)):
            marks = self.marks[initiative["id"]]
            unstated = [_with_mark(wording.text("unstated.whole"), marks["title"])] if "title" in marks else []
            if "lead" in marks and initiative["lead"]:
                unstated.append(
                    _with_mark(wording.text("unstated.lead", name=facts.name(initiative["lead"])), marks["lead"])
                )
            unstated += [
                _with_mark(wording.text("unstated.partner", name=facts.name(one)), marks[one])
                for one in facts.ranked(
                    [one for one in marks if one in facts.jurisdictions and one != initiative["lead"]]
                )
                if initiative["id"] in facts.described
            ]
            unstated += self._unstated_values(initiative, marks)
            if unstated:
                title = self._run(*facts.pick(initiative["titles"]))
                items.append(Item((title, self._run(wording.text("facts.colon") + ", ".join(unstated)))))
        for need in facts.needs:
            if sign := self.asked.get(need["id"]):
                by = facts.name(need["by"]) if need["by"] else wording.text("needs.several")
                who = _with_mark(wording.text("unstated.asker", name=by), sign)
                text, language = facts.pick(need["texts"])
                items.append(
                    Item((self._run(text.rstrip("."), language), self._run(wording.text("facts.colon") + who)))
                )
        if items:
            yield Listing(tuple(items))

    def _unstated_values(self, initiative: Json, marks: Mapping[str, str]) -> Iterator[str]:
        """Yield the partners outside government, the status and the dates that no source states."""
        wording = self.wording
        for name in initiative["external_partners"]:
            if mark := marks.get(f"external_partner:{name}"):
                yield _with_mark(wording.text("unstated.partner", name=one_line(name)), mark)
        if initiative["status"] and "status" in marks:
            status = format_value("status", initiative["status"], wording.language)
            yield _with_mark(wording.text("unstated.status", status=status), marks["status"])
        for date in initiative["dates"]:
            if mark := marks.get(date_name(date)):
                kind = format_value("date_kind", date["kind"], wording.language)
                given = wording.format_date(date["edtf"])
                yield _with_mark(wording.text("unstated.date", kind=kind, date=given), mark)

    def _sources(self) -> Iterator[Block]:
        """List the files, for the secretariat: others know them by number only."""
        if self.facts.document["audience"] != AUDIENCES[-1]:
            return
        wording, sources = self.wording, self.facts.sources
        yield self._heading("sources", 2)
        yield self._paragraph("sources.intro" if sources else "sources.none")
        if not sources:
            return
        headers = tuple(self._run(wording.text(f"sources.columns.{key}")) for key in ("name", "kind", "language", "id"))
        rows = tuple(
            (
                self._run(wording.text("sources.quoted", name=one_line(each["name"]))),
                self._run(each["media_type"]),
                self._run(self._language_name(each.get("language"))),
                self._run(each["id"][:12]),
            )
            for each in sources
        )
        yield Table(headers, rows)

    def _language_name(self, code: str | None) -> str:
        return self.wording.text(f"sources.languages.{code}") if code in LANGUAGES else code or "–"


def _with_mark(text: str, mark: str | None) -> str:
    return f"{text}\u00a0{MARKS[mark]}" if mark else text


def _split_names(names: Sequence[str]) -> Iterator[list[str]]:
    """Yield names in lists short enough for the reader to parse."""
    taken: list[str] = []
    for name in names:
        if taken and sum(map(len, taken)) + 2 * len(taken) + len(name) > MAX_NAMES_CHARACTERS:
            yield taken
            taken = []
        taken.append(name)
    if taken:
        yield taken
