"""Who asks for something in free text: whom the words name, or what stands before and the head of the document tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.details.mentions import names_person_in
from loaders.documents.prose.entities.bodies.groups import GROUPS
from loaders.documents.prose.entities.unknown_parties import by_own_name
from loaders.text.names import Named
from loaders.text.persons import is_person_at
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.lexicon import Pattern

_BEFORE_SUBJECT: Final = re.compile(r"(?:[^,.;:]{1,80},\s)?.{0,6}", re.DOTALL)  # as "At its last session, the "
OF_THE_SENDER: Final = "ask-by-the-sender"
OF_THE_WRITER: Final = "ask-as-we"
OF_THE_SUBJECT: Final = "ask-by-pronoun"
WITHOUT_SUBJECT: Final = ("ask-of-others", "ask-of-a-resolution")  # rules of clauses that may go on about a subject
LEVELS: Final = {  # of governments that may be called so, by the pattern of what they are called
    "called_city": ("municipal", "other"),
    "called_province": ("provincial", "territorial", "other"),
    "called_federal": ("federal", "international", "other"),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, the words that say so, and the rule by which that is inferred, unless they name it."""

    id: str
    named: Named | None
    place: Place
    inferred_by: str | None = None


@dataclass(slots=True)
class AskerFinder:
    """Tells who asks, sentence by sentence in the order of the document.

    Attributes:
        subject: the party with which a sentence of the section began last, or that asked.
        near: that party, if that was the sentence before, or that one only goes on about it.
        are_several: whether the sentence before is about several of a kind ("Premiers also discussed").
    """

    discourse: DiscourseState
    subject: Party | None = None
    near: Party | None = None
    are_several: bool = False

    def begin_section(self) -> None:
        """Forget what the section before was about."""
        self.subject = self.near = None

    def pass_sentence(self, text: Annotated, start: int, stop: int, match: re.Match[str] | None) -> None:
        """Remember what a sentence is about, for those behind it; `match` are its words that ask."""
        lexicon = self.discourse.lexicon
        goes_on = lexicon.regex("begins_with_pronoun").match(text.view, start, stop) is not None
        is_of_several = lexicon.regex("begins_with_several").match(text.view, start, stop) is not None
        self.are_several = is_of_several or (self.are_several and goes_on)
        if lexicon.regex("is_a_reason").match(text.view, start, stop):
            return
        askers = _named(self.discourse, text, match, start) if match else []
        first = next(iter([*askers, *_bodies(text, start, stop)]), None)
        if first is not None and (askers or _BEFORE_SUBJECT.fullmatch(text.view, start, first.start)):
            self.subject = self.near = first
        elif names_person_in(text, start, stop):  # for whom a pronoun may stand
            self.subject = self.near = None
        elif not goes_on:
            self.near = None

    def of(
        self, text: Annotated, start: int, rule: Pattern, match: re.Match[str]
    ) -> tuple[Sequence[Asker], bool] | None:
        """Who asks in a sentence, as far as its words, what is before or the head of the document say.

        Also whether that is several of a kind whom the words do not name.

        None where the words name somebody who is no known body, or refer to somebody whom nothing names.
        """
        lexicon = self.discourse.lexicon
        if named := _named(self.discourse, text, match, start):
            return [_as_asker(one, text.passage.place(one.start, one.end)) for one in named], False
        if not match.groupdict().get("by"):
            return self._of_no_subject(text, start, rule, match)
        words = straight(text.passage.text[slice(*match.span("by"))]).strip()
        place = text.passage.place(*match.span("by"))
        if lexicon.regex("several_askers").search(words):
            return [], True
        if lexicon.regex("asker_by_pronoun").fullmatch(words):
            if self.near is not None:
                return [_as_asker(self.near, place, OF_THE_SUBJECT)], False
            return ([], True) if self.are_several else None
        if self.subject is not None and _is_called(self.discourse, words, self.subject):
            return [_as_asker(self.subject, place, OF_THE_SUBJECT)], False
        if not lexicon.regex("asker_of_document").fullmatch(words):
            return None
        sender = _of_document(self.discourse, words, place)
        if sender is not None and lexicon.regex("asker_as_we").fullmatch(words):
            sender = replace(sender, inferred_by=OF_THE_WRITER)
        return [sender] if sender else [], False

    def _of_no_subject(
        self, text: Annotated, start: int, rule: Pattern, match: re.Match[str]
    ) -> tuple[Sequence[Asker], bool]:
        """Who asks in a clause without a subject: who is before it, begins the sentence before, or sends the text."""
        place = text.passage.place(*match.span("asks"))
        goes_on = rule.name in WITHOUT_SUBJECT
        if goes_on and (subject := next(iter(_bodies(text, start, match.start())), self.near)):
            return [_as_asker(subject, place, OF_THE_SUBJECT)], False
        sender = _of_document(self.discourse, "", place)
        return [sender] if sender else [], False


def _is_called(discourse: DiscourseState, words: str, subject: Party) -> bool:
    """Whether words with an article mean a party by a noun of its name: "the agency"."""
    hit, name = discourse.lexicon.regex("called_by_noun").fullmatch(words), fold(subject.name).split()
    return hit is not None and all(word in name for word in fold(hit["noun"]).split())


def _of_document(discourse: DiscourseState, words: str, place: Place) -> Asker | None:
    """Whoever sends a document, or whom its first lines name, unless words mean a government of another level."""
    sender, owner = discourse.front.sender, discourse.front.owner
    known = entries().get(sender.value if sender else (owner.id if owner else None) or "")
    called = next((name for name in LEVELS if discourse.lexicon.regex(name).search(words)), None)
    if known is not None and called is not None and known.level not in LEVELS[called]:
        return None
    if sender is not None:
        return Asker(sender.value, None, place, OF_THE_SENDER)
    return _as_asker(owner, place, OF_THE_SENDER) if owner is not None and known is not None else None


def _named(discourse: DiscourseState, text: Annotated, match: re.Match[str], start: int) -> list[Party]:
    """The parties that the words of a sentence name as asking, each once; no persons.

    Who acts in a subordinate clause does not ask behind it: "Norway noted that Iceland was late and asked …".
    """
    if not match.groupdict().get("by"):
        return []
    by, between = match.span("by"), text.view[match.end("by") : match.start("asks")]
    if between.strip() and discourse.lexicon.regex("in_a_clause").search(text.view, start, by[0]):
        return _bodies(text, start, by[0])[:1]
    named = _bodies(text, *by) or [*_body(discourse, text, *by)]
    return [*{one.key: one for one in reversed(named)}.values()][::-1]


def _bodies(text: Annotated, start: int, stop: int) -> list[Party]:
    """The parties that a part of a text names, but for persons and groups."""
    named = [one for one in text.parties_in(start, stop) if not one.inferred and one.id not in GROUPS]
    return [one for one in named if not is_person_at(text.passage.text, one.start, one.end)]


def _as_asker(party: Party, place: Place, inferred_by: str | None = None) -> Asker:
    outside = Named(party.key, party.name, known=False, level="other") if party.id is None else None
    return Asker(party.key, party.named or outside, place, inferred_by)


def _body(discourse: DiscourseState, text: Annotated, start: int, stop: int) -> Iterator[Party]:
    """The body that asks and is no known party: "the Tide Working Group", "TWG"."""
    hit = discourse.lexicon.regex("asking_body").fullmatch(straight(text.passage.text[start:stop]))
    if hit is not None:
        first, last = start + hit.start("name"), start + hit.end("name")
        name = text.passage.text[first:last]
        whole = discourse.names.whole(first, last, name)
        is_unexplained = name.isupper() and whole.name == name  # it may be a surname
        if not is_unexplained and not is_person_at(text.passage.text, first, last):
            yield whole if whole.id else by_own_name(first, last, whole.name, discourse.rules, discourse.names)
