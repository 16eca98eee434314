"""An initiative as an item of a list: its title, its own text, and what these do not say and the graph has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text import tidy
from queries.questions.wording import NameWithArticle
from viz.brief.model import Item, Run, Runs, plain
from viz.brief.round_trip import Heard, Together, heard, language_heard
from viz.brief.wording import Words, one_line

if TYPE_CHECKING:
    from viz.brief.facts import Facts, Json

Listen = Callable[[Runs], Heard]
_CLOSED: Final = re.compile(r"[.!?…](?:[»”\")\]’'])*$")
_BRACKET: Final = 118  # characters of dates in brackets that the reader takes off a title
_LAST: Final = frozenset({"end", "completion", "target"})  # where a day has several dates


@dataclass(slots=True)
class ItemMaker:
    """Makes the items of one brief."""

    facts: Facts

    def make(self, initiative: Json, siblings: Mapping[str, str], *, part: bool = False) -> Item:
        """The item of an initiative, with its components below it."""
        lead = initiative["lead"]
        title, language = self.facts.pick(initiative["titles"])
        parts = self.facts.parts[initiative["id"]] if not part and initiative["id"] in self.facts.parts else []
        others = {one: name for one, name in siblings.items() if one != initiative["id"]}

        known: dict[str, Heard] = {}  # a text is listened to once; that is what takes long in a brief

        def listen(runs: Runs) -> Heard:
            said = plain(runs)
            if said not in known:
                known[said] = heard(said, lead, self.facts.language, others, part=part)
            return known[said]

        text = self._text(initiative, title, language, listen, announces=bool(parts))
        speaking = language_heard(plain(text), self.facts.language)
        words = Words(speaking)
        text = self._dated(initiative, text, words, listen)
        for sentence in self._missing(initiative, listen(text), words, others):
            text = (*text, Run(f" {sentence}", speaking))
        for asked in self._unheard(initiative, listen(text), words):
            asking = (*text, Run(f" {asked}", speaking))
            text = asking if tidy(asked) in listen(asking).asks else text
        return Item(text, tuple(self.make(each, {}, part=True) for each in parts))

    def _text(
        self, initiative: Json, title: str, language: str, listen: Listen, *, announces: bool
    ) -> Runs:  # fmt: skip
        """The title and the text; where the text begins with its title as a sentence does, that is enough."""
        head = Run(title, language, strong=True)
        closed = (head, Run("" if _CLOSED.search(title) else ".", language))
        if not initiative["summaries"]:
            return closed
        text, code = self.facts.pick(initiative["summaries"], language)
        if text.endswith(":") and not announces:
            text = f"{text} …"
        elif not (_CLOSED.search(text) or text.endswith(":")):
            text = f"{text}."
        if text.startswith(title):
            whole = (head, Run(text[len(title) :], code))
            said: Heard = listen(whole)
            if said.title == title and said.has_rest and not text[len(title) :].startswith((".", " (")):
                return whole
        usual = (*closed, Run(f" {text[:1].upper()}{text[1:]}", code))
        other = (head, Run(Words(self.facts.language).say("facts.colon"), language), Run(text, code))
        return other if listen(usual).title != title == listen(other).title else usual

    def _dated(self, initiative: Json, text: Runs, words: Words, listen: Listen) -> Runs:
        """The text with the dates in brackets behind its title that it does not tell."""
        told = listen(text).dates
        missing = [each for each in initiative["dates"] if (each["kind"], each["edtf"]) not in told]
        missing.sort(key=lambda each: (each["start"] or each["edtf"], each["kind"] in _LAST))
        if not missing:
            return text
        chosen = [self._form(each, initiative["status"], text, words, listen) for each in missing]
        inside = "; " if words.language == "en" else "\u202f; "
        if len(inside.join(chosen)) <= _BRACKET:
            return _with_bracket(text, inside.join(chosen), words.language)
        behind = "".join(f" {each[:1].upper()}{each[1:]}." for each in chosen)
        return (*text, Run(behind, words.language))

    def _form(self, date: Json, status: str | None, text: Runs, words: Words, listen: Listen) -> str:
        """The first way to say a date that the reader takes for just that, and for no status that is not so."""
        forms = [form.format(**words.dates(date["edtf"])) for form in words.forms(f"facts.date.{date['kind']}")]
        wanted, before = (date["kind"], date["edtf"]), listen(text)
        for allowed in dict.fromkeys((status, before.status)):
            for form in forms:
                told = listen(_with_bracket(text, form, words.language))
                if told.status == allowed and told.dates - before.dates == {wanted}:
                    return form
        return forms[-1]

    def _missing(self, initiative: Json, said: Heard, words: Words, siblings: Mapping[str, str]) -> Iterator[str]:
        """A sentence for each further fact that the text does not state."""
        status = initiative["status"]
        if status and status != said.status:
            yield words.say(f"facts.status.{status}")
        parent = initiative["part_of"]
        if parent in siblings and parent != said.parent:
            yield words.say("facts.part_of", title=siblings[parent])
        for together in self._together(initiative, said):
            yield self._sentence(together, initiative["lead"], words)
        outside = [one_line(name) for name in initiative["external_partners"] if name not in said.external]
        if outside:
            yield words.say("facts.together", names=words.listed(outside))

    def _unheard(self, initiative: Json, said: Heard, words: Words) -> Iterator[str]:
        """What is asked with the initiative, and not in its text."""
        for need in self.facts.asks_of.get(initiative["id"], ()):
            asked, _ = self.facts.pick(need["texts"], words.language)
            if not {tidy(text) for text in need["texts"].values()} & said.asks:
                yield asked if _CLOSED.search(asked) else f"{asked}."

    def _together(self, initiative: Json, said: Heard) -> Iterator[Together]:
        for each in self.facts.partnerships_of.get(initiative["id"], ()):
            members = frozenset(member["jurisdiction"] for member in each["members"])
            if (members, each["since"], each["until"]) not in said.together:
                yield members, each["since"], each["until"]

    def _sentence(self, together: Together, lead: str, words: Words) -> str:
        members, since, until = together
        named = Words(words.language)
        facts = self.facts
        order = [one for one in facts.ranked(list(members)) if one != lead]
        names = named.listed([str(NameWithArticle(facts.name(one), words.language)) for one in order])
        if lead not in members:
            return words.say("facts.between", names=names)
        if since:
            return words.say("facts.together_since", names=names, **words.dates(since))
        if until:
            return words.say("facts.together_until", names=names, **words.dates(until))
        return words.say("facts.together", names=names)


def _with_bracket(text: Runs, inside: str, language: str) -> Runs:
    return (text[0], Run(f" ({inside})", language), *text[1:])
