"""Build the list item of an initiative: title, text, and the facts that the text does not state.

Titles and texts in the language of the brief make running text with those facts. A title that has none in it is marked,
and a text stands on a line of its own, so that no sentence is half in one language and half in the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from graph.values import LANGUAGES
from queries.questions.wording import NameWithArticle
from viz.brief.model import Item, Run, Runs, plain_text
from viz.brief.round_trip import Partnership, ReadFacts, detect_language, read_item
from viz.brief.wording import BriefWording, one_line
from viz.marks import MARKS

if TYPE_CHECKING:
    from viz.brief.facts import EditionFacts, Json

_SENTENCE_END: Final = re.compile(r"[.!?…](?:[»”\")\]’'])*$")
_MAX_BRACKET_CHARACTERS: Final = 118  # the longest bracket that the reader separates from a title
_FIRST_MARK: Final = 0xE000  # of the characters that stand for names while a sentence is put together
_DATED: Final = {(False, False): "", (True, False): "_since", (False, True): "_until", (True, True): "_both"}
_LAST_DATE_KINDS: Final = frozenset({"end", "completion", "target"})  # sorted last among the dates of a day


@dataclass(frozen=True, slots=True)
class _Draft:
    """An item while it is written: its title, what stands in brackets behind it, and the text in its language."""

    title: Run
    language: str
    bracket: tuple[str, ...] = ()
    rest: Runs = ()

    @property
    def runs(self) -> Runs:
        """The item as running text."""
        behind = (Run(f" ({self.inside})", self.language),) if self.bracket else ()
        return (self.title, *behind, *self.rest)

    @property
    def inside(self) -> str:
        """What stands in the brackets."""
        return ("; " if self.language == "en" else "\u202f; ").join(self.bracket)

    def with_sentence(self, *sentence: Run) -> _Draft:
        """Return the item with one more sentence."""
        return replace(self, rest=_joined([*self.rest, Run(" ", self.language), *sentence]))


_Read = Callable[[_Draft], ReadFacts]


@dataclass(slots=True)
class ItemBuilder:
    """Builds the items of one brief.

    Args:
        facts: the facts of the edition.
        marks: by initiative, what of it no source states (`viz.marks.find_marks`).
    """

    facts: EditionFacts
    marks: Mapping[str, Mapping[str, str]]

    @property
    def wording(self) -> BriefWording:
        """The texts in the language of the brief."""
        return BriefWording(self.facts.language)

    def make(self, initiative: Json, siblings: Mapping[str, str], *, part: bool = False) -> Item:
        """Return the item of an initiative with its components."""
        lead = initiative["lead"]
        parts = self.facts.parts[initiative["id"]] if not part and initiative["id"] in self.facts.parts else []
        others = {one: name for one, name in siblings.items() if one != initiative["id"]}
        results: dict[str, ReadFacts] = {}  # parsing dominates the time of a brief, so each text is parsed once

        def read(draft: _Draft) -> ReadFacts:
            stated = plain_text(draft.runs)
            if stated not in results:
                results[stated] = read_item(stated, lead, self.facts.language, others, part=part)
            return results[stated]

        draft, quotation = self._title_and_text(initiative, read, announces=bool(parts))
        draft = self._add_dates(initiative, draft, read)
        draft = self._add_sentences(initiative, draft, read, others)
        runs = (*draft.runs, *self._signs(initiative["id"]))
        return Item(runs, tuple(self.make(each, {}, part=True) for each in parts), quotation)

    def _signs(self, initiative: str) -> Runs:
        """Return the signs at the end of an item of which something is inferred or proposed; the annex says what."""
        found = set(self.marks.get(initiative, {}).values())
        signs = "".join(sign for mark, sign in MARKS.items() if mark in found)
        return (Run(f"\u00a0{signs}", self.facts.language),) if signs else ()

    def _title_and_text(self, initiative: Json, read: _Read, *, announces: bool) -> tuple[_Draft, Runs]:
        """Return the title with the text in the language of the brief; and the text in the other one.

        The title is not repeated if the text begins with it as a sentence does.
        """
        own = self.facts.language
        title, title_language = self._in_clear_language(*self.facts.pick(initiative["titles"]))
        is_foreign = self.is_foreign(title_language)
        closed = Run("" if _SENTENCE_END.search(title) and not is_foreign else ".", own)
        bracket = (self.wording.text("other_language.title"),) if is_foreign else ()
        bare = _Draft(Run(title, title_language, strong=True), own, bracket, (closed,))
        if not initiative["summaries"]:
            return bare, ()
        text, language = self._in_clear_language(*self.facts.pick(initiative["summaries"]))
        if text.endswith(":") and not announces:
            text = f"{text} …"
        elif not (_SENTENCE_END.search(text) or text.endswith(":")):
            text = f"{text}."
        if self.is_foreign(language):
            return bare, (Run(self.wording.text("other_language.text"), own), Run(text, language))
        if text.startswith(title) and not is_foreign:
            whole = replace(bare, rest=(Run(text[len(title) :], language),))
            stated = read(whole)
            if stated.title == title and stated.has_rest and not text[len(title) :].startswith((".", " (")):
                return whole, ()
        usual = replace(bare, rest=_joined([closed, Run(f" {text[:1].upper()}{text[1:]}", language)]))
        other = replace(bare, rest=(Run(self.wording.text("facts.colon"), own), Run(text, language)))
        return (other if read(usual).title != title == read(other).title else usual), ()

    def is_foreign(self, language: str) -> bool:
        """Return whether a text is in the official language that is not that of the brief."""
        return language in LANGUAGES and language != self.facts.language

    def _in_clear_language(self, text: str, language: str) -> tuple[str, str]:
        """Return a text and its language: as its words clearly tell, else as was said of it."""
        if self.is_foreign(language):
            return text, language
        found = detect_language(text, self.facts.language)
        return text, found if found != self.facts.language else language

    def _add_dates(self, initiative: Json, draft: _Draft, read: _Read) -> _Draft:
        """Return the item with the missing dates in brackets after the title."""
        dates = read(draft).dates
        missing = [each for each in initiative["dates"] if (each["kind"], each["edtf"]) not in dates]
        missing.sort(key=lambda each: (each["start"] or each["edtf"], each["kind"] in _LAST_DATE_KINDS))
        if not missing:
            return draft
        chosen = [self._date_form(each, initiative["status"], draft, read) for each in missing]
        within = replace(draft, bracket=(*draft.bracket, *chosen))
        if len(within.inside) <= _MAX_BRACKET_CHARACTERS:
            return within
        for each in chosen:
            draft = draft.with_sentence(Run(f"{each[:1].upper()}{each[1:]}.", draft.language))
        return draft

    def _date_form(self, date: Json, status: str | None, draft: _Draft, read: _Read) -> str:
        """Return the first form of a date that reads back as exactly this date and implies no wrong status."""
        given = self.wording.date_forms(date["edtf"])
        forms = [form.format(**given) for form in self.wording.fact_forms(f"facts.date.{date['kind']}")]
        wanted, before = (date["kind"], date["edtf"]), read(draft)
        for allowed in dict.fromkeys((status, before.status)):
            for form in forms:
                dates = read(replace(draft, bracket=(*draft.bracket, form)))
                if dates.status == allowed and dates.dates - before.dates == {wanted}:
                    return form
        return forms[-1]

    def _add_sentences(self, initiative: Json, draft: _Draft, read: _Read, siblings: Mapping[str, str]) -> _Draft:
        """Return the item with a sentence for each further fact that the text does not state."""
        stated, wording = read(draft), self.wording
        status = initiative["status"]
        if status and status != stated.status:
            draft = draft.with_sentence(Run(wording.text(f"facts.status.{status}"), wording.language))
        parent = initiative["part_of"]
        if parent in siblings and parent != stated.parent:
            draft = draft.with_sentence(Run(wording.text("facts.part_of", title=siblings[parent]), wording.language))
        together = list(self._missing_partnerships(initiative, stated))
        outside = [one_line(name) for name in initiative["external_partners"] if name not in stated.external]
        if outside and together and together[0][1:] == (None, None) and initiative["lead"] in together[0][0]:
            both = draft.with_sentence(*self._partnership_sentence(together[0], initiative["lead"], outside))
            reading = read(both)
            if together[0] in reading.together and reading.external >= set(outside):
                draft, together, outside = both, together[1:], []
        for each in together:
            draft = draft.with_sentence(*self._partnership_sentence(each, initiative["lead"]))
        if outside:
            names = wording.join_names(outside)
            draft = draft.with_sentence(Run(wording.text("facts.together", names=names), wording.language))
        return draft

    def _missing_partnerships(self, initiative: Json, stated: ReadFacts) -> Iterator[Partnership]:
        for each in self.facts.partnerships_of.get(initiative["id"], ()):
            members = frozenset(member["jurisdiction"] for member in each["members"])
            if (members, each["since"], each["until"]) not in stated.together:
                yield members, each["since"], each["until"]

    def _partnership_sentence(self, together: Partnership, lead: str, outside: Sequence[str] = ()) -> Runs:
        """Return a sentence in one language; a name without a form in it is marked with its own."""
        members, since, until = together
        facts, wording, language = self.facts, self.wording, self.facts.language
        named = [facts.named(one, language) for one in facts.ranked(list(members)) if one != lead]
        marks = [chr(_FIRST_MARK + at) for at in range(len(named))]
        key = f"facts.{'between' if lead not in members else 'together'}{_DATED[since is not None, until is not None]}"
        dates = wording.date_forms(since or until or "") if since or until else {}
        if since and until:
            end = wording.date_forms(until)
            dates |= {"until": end["until"], "end": end["date"]}
        sentence = wording.text(key, names=wording.join_names([*marks, *outside]), **dates)
        runs: list[Run] = []
        for piece in re.split("([\ue000-\uf8ff])", sentence):
            if piece in marks:
                name, of = named[marks.index(piece)]
                runs.append(Run(str(NameWithArticle(name, language)) if of == language else name, of))
            elif piece:
                runs.append(Run(piece, language))
        return _joined(runs)


def _joined(runs: Sequence[Run]) -> Runs:
    """Return runs of which no two in a row are of one language."""
    return tuple(Run("".join(run.text for run in same), code) for code, same in groupby(runs, lambda run: run.language))
