"""Build the list item of an initiative: title, text, and the facts that the text does not state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from graph.text.strings import tidy
from queries.questions.wording import NameWithArticle
from viz.brief.model import Item, Run, Runs, plain_text
from viz.brief.round_trip import Partnership, ReadFacts, detect_language, read_item
from viz.brief.wording import BriefWording, one_line

if TYPE_CHECKING:
    from viz.brief.facts import EditionFacts, Json

ReadRuns = Callable[[Runs], ReadFacts]
_SENTENCE_END: Final = re.compile(r"[.!?…](?:[»”\")\]’'])*$")
_MAX_BRACKET_CHARACTERS: Final = 118  # the longest bracket that the reader separates from a title
_FIRST_MARK: Final = 0xE000  # of the characters that stand for names while a sentence is put together
_DATED: Final = {(False, False): "", (True, False): "_since", (False, True): "_until", (True, True): "_both"}
_LAST_DATE_KINDS: Final = frozenset({"end", "completion", "target"})  # sorted last among the dates of a day


@dataclass(slots=True)
class ItemBuilder:
    """Builds the items of one brief."""

    facts: EditionFacts

    def make(self, initiative: Json, siblings: Mapping[str, str], *, part: bool = False) -> Item:
        """Return the item of an initiative with its components."""
        lead = initiative["lead"]
        title, language = self.facts.pick(initiative["titles"])
        parts = self.facts.parts[initiative["id"]] if not part and initiative["id"] in self.facts.parts else []
        others = {one: name for one, name in siblings.items() if one != initiative["id"]}

        results: dict[str, ReadFacts] = {}  # parsing dominates the time of a brief, so each text is parsed once

        def read_runs(runs: Runs) -> ReadFacts:
            stated = plain_text(runs)
            if stated not in results:
                results[stated] = read_item(stated, lead, self.facts.language, others, part=part)
            return results[stated]

        text = self._title_and_text(initiative, title, language, read_runs, announces=bool(parts))
        language_read = detect_language(plain_text(text), self.facts.language)
        wording = BriefWording(language_read)
        text = self._add_dates(initiative, text, wording, read_runs)
        for sentence in self._missing_sentences(initiative, read_runs(text), wording, others):
            text = (*text, Run(" ", language_read), *sentence)
        for asked in self._missing_asks(initiative, read_runs(text), wording):
            asking = (*text, Run(f" {asked}", language_read))
            text = asking if tidy(asked) in read_runs(asking).asks else text
        return Item(text, tuple(self.make(each, {}, part=True) for each in parts))

    def _title_and_text(
        self, initiative: Json, title: str, language: str, read_runs: ReadRuns, *, announces: bool
    ) -> Runs:  # fmt: skip
        """Return the title and the text; the title is not repeated if the text begins with it as a sentence does."""
        head = Run(title, language, strong=True)
        closed = (head, Run("" if _SENTENCE_END.search(title) else ".", language))
        if not initiative["summaries"]:
            return closed
        text, code = self.facts.pick(initiative["summaries"], language)
        if text.endswith(":") and not announces:
            text = f"{text} …"
        elif not (_SENTENCE_END.search(text) or text.endswith(":")):
            text = f"{text}."
        if text.startswith(title):
            whole = (head, Run(text[len(title) :], code))
            stated: ReadFacts = read_runs(whole)
            if stated.title == title and stated.has_rest and not text[len(title) :].startswith((".", " (")):
                return whole
        usual = (*closed, Run(f" {text[:1].upper()}{text[1:]}", code))
        other = (head, Run(BriefWording(self.facts.language).text("facts.colon"), language), Run(text, code))
        return other if read_runs(usual).title != title == read_runs(other).title else usual

    def _add_dates(self, initiative: Json, text: Runs, wording: BriefWording, read_runs: ReadRuns) -> Runs:
        """Return the text with the missing dates in brackets after the title."""
        dates = read_runs(text).dates
        missing = [each for each in initiative["dates"] if (each["kind"], each["edtf"]) not in dates]
        missing.sort(key=lambda each: (each["start"] or each["edtf"], each["kind"] in _LAST_DATE_KINDS))
        if not missing:
            return text
        chosen = [self._date_form(each, initiative["status"], text, wording, read_runs) for each in missing]
        inside = "; " if wording.language == "en" else "\u202f; "
        if len(inside.join(chosen)) <= _MAX_BRACKET_CHARACTERS:
            return _with_bracket(text, inside.join(chosen), wording.language)
        behind = "".join(f" {each[:1].upper()}{each[1:]}." for each in chosen)
        return (*text, Run(behind, wording.language))

    def _date_form(self, date: Json, status: str | None, text: Runs, wording: BriefWording, read_runs: ReadRuns) -> str:
        """Return the first form of a date that reads back as exactly this date and implies no wrong status."""
        forms = [
            form.format(**wording.date_forms(date["edtf"])) for form in wording.fact_forms(f"facts.date.{date['kind']}")
        ]
        wanted, before = (date["kind"], date["edtf"]), read_runs(text)
        for allowed in dict.fromkeys((status, before.status)):
            for form in forms:
                dates = read_runs(_with_bracket(text, form, wording.language))
                if dates.status == allowed and dates.dates - before.dates == {wanted}:
                    return form
        return forms[-1]

    def _missing_sentences(
        self, initiative: Json, stated: ReadFacts, wording: BriefWording, siblings: Mapping[str, str]
    ) -> Iterator[Runs]:
        """Yield a sentence for each further fact that the text does not state."""
        language = wording.language
        status = initiative["status"]
        if status and status != stated.status:
            yield (Run(wording.text(f"facts.status.{status}"), language),)
        parent = initiative["part_of"]
        if parent in siblings and parent != stated.parent:
            yield (Run(wording.text("facts.part_of", title=siblings[parent]), language),)
        for together in self._missing_partnerships(initiative, stated):
            yield self._partnership_sentence(together, initiative["lead"], wording)
        outside = [one_line(name) for name in initiative["external_partners"] if name not in stated.external]
        if outside:
            yield (Run(wording.text("facts.together", names=wording.join_names(outside)), language),)

    def _missing_asks(self, initiative: Json, stated: ReadFacts, wording: BriefWording) -> Iterator[str]:
        """Yield the asks of the initiative that its text does not contain."""
        for need in self.facts.asks_of.get(initiative["id"], ()):
            asked, _ = self.facts.pick(need["texts"], wording.language)
            if not {tidy(text) for text in need["texts"].values()} & stated.asks:
                yield asked if _SENTENCE_END.search(asked) else f"{asked}."

    def _missing_partnerships(self, initiative: Json, stated: ReadFacts) -> Iterator[Partnership]:
        for each in self.facts.partnerships_of.get(initiative["id"], ()):
            members = frozenset(member["jurisdiction"] for member in each["members"])
            if (members, each["since"], each["until"]) not in stated.together:
                yield members, each["since"], each["until"]

    def _partnership_sentence(self, together: Partnership, lead: str, wording: BriefWording) -> Runs:
        """Return a sentence in one language; a name without a form in it is marked with its own."""
        members, since, until = together
        facts, language = self.facts, wording.language
        named = [facts.named(one, language) for one in facts.ranked(list(members)) if one != lead]
        marks = [chr(_FIRST_MARK + at) for at in range(len(named))]
        key = f"facts.{'between' if lead not in members else 'together'}{_DATED[since is not None, until is not None]}"
        dates = wording.date_forms(since or until or "") if since or until else {}
        if since and until:
            end = wording.date_forms(until)
            dates |= {"until": end["until"], "end": end["date"]}
        sentence = wording.text(key, names=wording.join_names(marks), **dates)
        runs: list[Run] = []
        for piece in re.split("([\ue000-\uf8ff])", sentence):
            if piece in marks:
                name, of = named[marks.index(piece)]
                runs.append(Run(str(NameWithArticle(name, language)) if of == language else name, of))
            elif piece:
                runs.append(Run(piece, language))
        return _joined(runs)


def _joined(runs: list[Run]) -> Runs:
    """Return runs of which no two in a row are of one language."""
    return tuple(Run("".join(run.text for run in same), code) for code, same in groupby(runs, lambda run: run.language))


def _with_bracket(text: Runs, inside: str, language: str) -> Runs:
    return (text[0], Run(f" ({inside})", language), *text[1:])
