"""The discourse of a document: which piece of work each clause is about, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.annotate import Annotated, annotate, clauses
from loaders.documents.prose.discourse_state import DiscourseState
from loaders.documents.prose.entities.dates import date_label, dates_of_clause, dates_of_list
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.titles import TitleSpan, content_words, find_titles, is_title_case
from loaders.documents.prose.events import find_object
from loaders.documents.prose.initiative_candidates import NAMED_CONFIDENCE, RoleFact, Work, overlap
from loaders.documents.prose.roles import Found, find_roles, is_unreal
from loaders.documents.prose.structure.headings import read_heading
from loaders.documents.prose.structure.headlines import without_number
from loaders.documents.prose.structure.records import (
    read_numbered,
    read_pair,
    read_party_alone,
    read_titled,
    speaker_of,
)
from loaders.documents.prose.structure.tables import label_roles, read_table
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.structure.segment import Segment

SAME_MATTER: Final = 0.6  # share of words from which a name and a heading are of one piece of work
DEFINED: Final = 0.75
MAX_TITLE_SHARE: Final = 0.8  # of a heading that a name in it takes
SHORT: Final = 12  # words of a line that only says what became of an item
TOPICS: Final = ("heading", "numbered", "document", "label")
RECORDS: Final = ("numbered", "row", "label")
DIRECT: Final = frozenset(
    {"lead-label", "led-by", "responsible-for", "responsibility-of", "award-for", "owner-of-title", "title-of-party",
     "name-below-a-title", "lead-behind-a-title", "partner-label"}
)  # fmt: skip
ACTS: Final = frozenset({"party-acts", "party-shows", "leads"})
HELPS: Final = "takes-part"


@dataclass(slots=True)
class Discourse(DiscourseState):
    """Reads the segments of a document in order, and keeps the piece of work that was named last."""

    def annotate(self, segment: Segment) -> Annotated:
        """A segment with what it names."""
        text = segment.text
        parties = find_parties(text, self.rules, self.names, self.lexicon)
        titles = find_titles(text, self.lexicon, parties, self.salient, is_heading=segment.kind == "heading")
        if segment.kind == "heading":  # a headline in capitals is no name, nor is a part of it
            is_cased = is_title_case(text)
            titles = [
                one
                for one in titles
                if one.how == "quoted" or (not is_cased and one.end - one.start < len(text) * MAX_TITLE_SHARE)
            ]
        parties = sorted([*parties, *self._inferred(text, parties)], key=lambda one: one.start)
        outside = [one for one in parties if not any(t.start < one.end and one.start < t.end for t in titles)]
        return annotate(segment.passage, outside, titles, self.front.date.value if self.front.date else None)

    def _inferred(self, text: str, parties: Sequence[Party]) -> list[Party]:
        """The places of "we" and "the Department", where these are the party whose document or section it is."""
        owner = self.speaker or self.front.owner
        if owner is None:
            return []
        hits = [
            hit.span() for key in ("we_word", "owner_word") for hit in self.lexicon.regex(key).finditer(straight(text))
        ]
        return [
            Party(*span, owner.name, owner.id, owner.named, inferred=True)
            for span in hits
            if not any(one.start < span[1] and span[0] < one.end for one in parties)
        ]

    def read(self) -> None:
        """Read every segment."""
        section = -1
        for place, segment in enumerate(self.outline.segments):
            if segment.section != section:
                section = segment.section
                self.above = self.topic if place and self.topic_at == place - 1 else None
                self.last_topic = self.topic or self.last_topic
                self.current = self.topic = self.listed_role = None
                self.is_calendar = False
                self.waiting = []
            if segment.kind == "heading":
                self._open(segment)
            if self.is_silent or segment.kind == "noise":
                continue
            if segment.kind == "heading":
                if not self._paired(place, segment):
                    read_heading(self, place, segment)
            elif segment.kind == "table":
                read_table(self, place, segment)
            else:
                self._text(place, segment)

    def _open(self, segment: Segment) -> None:
        """Note what a heading says of what stands below it."""
        bare = straight(without_number(segment.text)).strip(" :")
        self.is_silent = bool(self.lexicon.regex("silent_heading").match(bare))
        parent = self.outline.headings.get(self.outline.parents.get(segment.section, 0))
        lists = self.lexicon.regex("list_heading")
        self.is_list = bool(lists.match(bare) or (parent and lists.match(straight(without_number(parent.text)))))
        self.is_calendar = bool(self.lexicon.regex("calendar_heading").match(bare))
        roles = [role for role in ("partner", "lead") if self.lexicon.regex(f"{role}_heading").fullmatch(bare)]
        self.listed_role = roles[0] if roles else None  # type: ignore[assignment]
        if self.speaker is not None and segment.rank <= self.speaker_rank:
            self.speaker = None

    def _paired(self, place: int, segment: Segment) -> bool:
        """Whether a line that looks like a heading is the entry of a list: a name, and whose it is."""
        if self.lexicon.regex("numbered_title").match(straight(without_number(segment.text))):
            return False
        if segment is self.front.title or not re.search(r"\s[–—|-]\s|:\s", segment.text):
            return False
        work = read_pair(self, segment, self.annotate(segment), place)
        if work is not None:
            self.current = self.topic = work
            self.named_at, self.acts = place, True
        return work is not None

    def default(self) -> Work | None:
        """The work that a clause without a name is about."""
        return self.current or self.topic or self.headline

    def is_party_alone(self, annotated: Annotated) -> bool:
        """Whether a text is the names of parties and perhaps a date, and no more."""
        text = annotated.passage.text
        if not annotated.parties or len(text) > 160 or self._is_title_of(annotated):
            return False
        rest = [*text]
        for one in annotated.parties:
            rest[one.start : one.end] = " " * (one.end - one.start)
        for date in annotated.dates:
            rest[date.at : date.to] = " " * (date.to - date.at)
        left = "".join(rest)
        if rank := self.lexicon.regex("award_rank_before").match(straight(left)):
            left = left[rank.end() :]
        left = re.sub(r"\b(?:and|et|the|le|la|les|l[’']|of|de|du|with|avec|pour)\b|\W", "", left)
        return len(left) <= 2

    def _is_title_of(self, annotated: Annotated) -> bool:
        """Whether what may be the name of a body is that of a piece of work, whose lead the next line tells."""
        if not self.lexicon.regex("body_or_work").search(straight(annotated.passage.text)):
            return False
        segments = self.outline.segments
        place = next((at for at, one in enumerate(segments) if one.passage is annotated.passage), len(segments))
        return any(
            self.lexicon.regex("said_of_work").match(straight(one.text)) for one in segments[place + 1 : place + 2]
        )

    # --- Text

    def _text(self, place: int, segment: Segment) -> None:
        annotated = self.annotate(segment)
        if self._is_entry(place, segment, annotated):
            return
        if self.lexicon.regex("said_of_work").match(straight(segment.text)) and self.default():
            self.named_at = place
        start, reporter = 0, speaker_of(annotated, self)
        kept = self.speaker
        if reporter:
            self.speaker, start = reporter
            self.current = None
        elif work := read_numbered(self, segment) or read_titled(self, segment):
            self.current, self.named_at = work, place
            self.used.add(place)
            start = work.end if work.passage is segment.passage else 0
        elif self.topic and not self.lexicon.regex("pronoun").search(annotated.view):
            self.current = self.topic
        for first, last in clauses(annotated, self.rules.sentences(segment.text), self.lexicon):
            if last > start:
                begin = max(first, start)
                begin += len(annotated.view[begin:last]) - len(annotated.view[begin:last].lstrip(" :–—-"))
                self.clause(place, annotated, begin, last, in_list=reporter is not None or segment.kind == "item")
        if reporter:
            self.speaker, self.current = kept, None

    def _is_entry(self, place: int, segment: Segment, annotated: Annotated) -> bool:
        """Whether a text is the name of a party, a label with its value, or a name and whose it is, and no more."""
        if self.is_party_alone(annotated):
            read_party_alone(self, place, segment, annotated)
            return True
        if self._labelled(place, segment, annotated):
            return True
        work = read_pair(self, segment, annotated, place)
        if work is not None:
            self.current, self.named_at, self.acts = work, place, True
        return work is not None

    def party_alone(self, place: int, segment: Segment, annotated: Annotated) -> None:
        """Read a segment that is the names of parties and no more."""
        read_party_alone(self, place, segment, annotated)

    def _labelled(self, place: int, segment: Segment, annotated: Annotated) -> bool:
        """A label and its value: what the piece of work is called, or when."""
        flat = straight(segment.text)
        if hit := self.lexicon.regex("title_label").match(flat):
            start, end = hit.start("title"), len(segment.text.rstrip(" .;"))
            work = Work(segment.text[start:end], "label", segment.passage, start, end, segment.section)
            self.current = self.topic = self.works.add(work)
            self.named_at = place
            self.used.add(place)
            return True
        topic = self.default()
        if topic is None:
            return False
        led = self.lexicon.regex("released").match(flat)
        if led and any(one.at - led.end() <= len(": ") for one in annotated.dates[:1]):
            return False  # when the document was published
        facts = list(date_label(annotated, self.lexicon)) or list(dates_of_list(annotated, calendar=self.is_calendar))
        for fact in facts:
            topic.add_date(fact)
        roles = [] if facts else list(label_roles(annotated, self))
        for role in roles:
            topic.add(role)
        if facts or roles:
            self.used.add(place)
            if self.named_at == place - 1:
                self.named_at = place
            return True
        return False

    def clause(
        self, place: int, annotated: Annotated, start: int, stop: int, *, about: Work | None = None,
        in_list: bool = False,
    ) -> None:  # fmt: skip
        """One clause: the works that it names or goes on about, and what it says of them."""
        lexicon, view = self.lexicon, annotated.view
        self.acts = self.acts or bool(lexicon.regex("acts").search(view, start, stop))
        works = self._named(annotated, start, stop)
        listed = in_list and self.speaker is not None
        if not works and (made := find_object(self, annotated, start, stop, in_list=listed)):
            works = [made[0]]
            annotated = annotated.with_title(made[1]) if made[1] else annotated
        is_named = bool(works)
        known, goes_on = bool(works), False
        if works:
            self.current, self.named_at = works[0], place
            for date in self.waiting:
                works[0].add_date(date)
            self.waiting = []
        elif about or self.default():
            works = [work for work in [about or self.default()] if work]
            goes_on = self._goes_on(works[0], annotated, start, stop)
            known = goes_on or self.named_at == place or works[0].how in RECORDS or works[0].is_record
        self._keep_sides(annotated, start, stop)
        if not works:
            self._wait(annotated, start, stop)
            return
        self._roles(place, annotated, start, stop, works, known=known, goes_on=goes_on)
        self._speaker(place, annotated, start, stop, works[0], named=known and not goes_on)
        self._sides(place, annotated, start, stop, works[0])
        written = self.front.date.value if self.front.date else None
        for date in dates_of_clause(annotated, start, stop, lexicon, written, is_named=is_named and not about):
            if known or about:
                works[0].add_date(date)
                self.used.add(place)

    def _named(self, annotated: Annotated, start: int, stop: int) -> list[Work]:
        """The works that a clause names, each once; an agreement for a thing is called by the thing."""
        titles = annotated.titles_in(start, stop)
        made: list[Work] = []
        for at, title in enumerate(titles):
            before = titles[at - 1] if at else None
            if (
                before
                and before.how == "capitalised"
                and self.lexicon.regex("agreement_title").search(straight(before.text))
                and self.lexicon.regex("is_for").search(annotated.view[before.end : title.start])
            ):
                work = self._work(title, annotated, stop)
                old = made.pop()
                if old is not work:
                    work.absorb(old)
                    self.works.every = [one for one in self.works.every if one is not old]
            else:
                work = self._work(title, annotated, stop)
            if work not in made:
                made.append(work)
        return made

    def _work(self, title: TitleSpan, annotated: Annotated, stop: int) -> Work:
        """The work that a name means: one that is known, that of the heading, or a new one."""
        known = self.works.called(title.text, section=-1)
        if known is None and title.how == "salient" and len(content_words(title.text)) == 1:
            inside = [
                one
                for one in self.works.every
                if any(content_words(title.text) <= content_words(a) for a in one.aliases)
            ]
            known = inside[-1] if inside else None
        section = self.topic or self.headline
        if known is None and section and overlap([title.text], section.aliases) >= SAME_MATTER:
            section.aliases.add(title.text)
            section.names.append((title.text, title.how, annotated.passage, *title.place))
            known = section
        if known:
            known.mentions += 1
        else:
            start, end = title.place
            number = self.topic.section if self.topic else 0
            known = self.works.add(Work(title.text, title.how, annotated.passage, start, end, number))
            self._own_sides(known, annotated, title)
        self._acronym(known, annotated, title)
        if self.lexicon.regex("definition").match(annotated.view[title.end : stop]):
            known.weight += DEFINED
        return known

    def _own_sides(self, work: Work, annotated: Annotated, title: TitleSpan) -> None:
        """The sides that the name of an agreement gives: "Alberta / Manitoba Winter Road Agreement"."""
        if not self.lexicon.regex("agreement_title").search(straight(title.text)) or title.whole:
            return
        from graph.names.recognizer import mentions

        found = [
            one for one in mentions(title.text, self.rules.language) if one.id and one.kind in ("name", "within-name")
        ]
        if len({one.id for one in found}) < len(("one", "other")):
            return
        for one in found:
            party = Party(title.start + one.start, title.start + one.end, one.text, one.id)
            work.add(
                RoleFact(party, "side", annotated.passage, title.start, title.end, "side-in-the-name", stated=True)
            )

    def _acronym(self, work: Work, annotated: Annotated, title: TitleSpan) -> None:
        if short := self.lexicon.regex("acronym_of").match(annotated.passage.text, title.place[1]):
            work.aliases.add(short["acronym"])
            self.names.titles.add(short["acronym"])
            if short["acronym"] not in self.salient:
                self.salient = [*self.salient, short["acronym"]]

    def _goes_on(self, work: Work, annotated: Annotated, start: int, stop: int) -> bool:
        """Whether a clause goes on about a work: it says "it", "the project", "we", or words of its name."""
        view = annotated.view[start:stop]
        if self.lexicon.regex("about_it").search(view) or self.lexicon.regex("said_of_work").match(view):
            return True
        if self.lexicon.regex("pronoun").search(view):
            kind = self.lexicon.regex("kind_word").search(view[:60])
            if kind and content_words(kind.group()) & content_words(work.title):
                work.mentions += 1
            return True
        text = annotated.passage.text[start:stop]
        words = content_words(text)
        last = work.title.split()[-1] if work.title else ""
        if self.lexicon.regex("kind_word").fullmatch(last) and self.lexicon.names_kind(last, straight(text)):
            work.mentions += 1
            return True
        named = [
            alias for alias in work.aliases if len(content_words(alias) & words) * 2 >= len(content_words(alias)) > 0
        ]
        if named and len(content_words(named[0])) > 1:
            work.mentions += 1
        return bool(named or self.lexicon.regex("we").search(view) or self.lexicon.regex("both").search(view))

    def _wait(self, annotated: Annotated, start: int, stop: int) -> None:
        """Keep the date of a short line that says what became of the item below it."""
        if len(annotated.passage.text.split()) <= SHORT and not annotated.parties:
            written = self.front.date.value if self.front.date else None
            facts = dates_of_clause(annotated, start, stop, self.lexicon, None)
            self.waiting += [fact for fact in facts if fact.edtf != written or annotated.passage.text[:1].islower()]

    # --- Roles

    def _roles(
        self,
        place: int,
        annotated: Annotated,
        start: int,
        stop: int,
        works: Sequence[Work],
        *,
        known: bool,
        goes_on: bool,
    ) -> None:
        titles = [
            (title, next((one for one in works if one.is_called(title.text)), None))
            for title in annotated.titles_in(start, stop)
        ]
        for found in find_roles(annotated, start, stop, self.lexicon):
            work, names_it = self._nearest(found, titles, works)
            names_it = names_it or (goes_on and found.rule not in ACTS)
            is_near = known or self.named_at >= place - 1
            if found.rule == HELPS and not (is_near and work.parties("lead", "side") and not found.party.inferred):
                continue
            if found.rule in ACTS and not names_it and not self._acts_on(found, annotated, stop, work, known=known):
                continue
            if not known and found.rule not in DIRECT and found.rule != HELPS and work.how not in TOPICS:
                continue
            led = [
                fact
                for fact in work.parties("lead", "side")
                if fact.start != found.start or fact.passage is not annotated.passage
            ]
            if found.rule in ACTS and found.rule != "leads" and not names_it and led and found.role == "lead":
                continue
            stated = found.stated and (found.rule in DIRECT or names_it) and not found.party.inferred
            work.add(RoleFact(found.party, found.role, annotated.passage, found.start, found.stop, found.rule, stated,
                              1.0 if stated else NAMED_CONFIDENCE if names_it else 0.6))  # fmt: skip
            self.used.add(place)

    def _speaker(self, place: int, annotated: Annotated, start: int, stop: int, work: Work, *, named: bool) -> None:
        """Add the party that the heading names, for what stands in its list without another subject."""
        if self.speaker is None or not named or work.parties("lead", "side"):
            return
        if not is_unreal(annotated, start, stop, start, self.lexicon):
            work.add(
                RoleFact(
                    self.speaker,
                    "lead",
                    annotated.passage,
                    start,
                    stop,
                    "party-of-the-heading",
                    stated=False,
                    confidence=0.8,
                )
            )
            self.used.add(place)

    def _acts_on(self, found: Found, annotated: Annotated, stop: int, work: Work, *, known: bool) -> bool:
        """Whether what a party does is done for a work that the clause does not name."""
        if work.how in ("object", "purpose") and work.passage is annotated.passage and found.stop <= work.start:
            return True
        behind = annotated.view[found.stop : min(stop, found.stop + 90)]
        if self.lexicon.regex("refers").match(behind):
            return known or work.how in TOPICS
        text = annotated.passage.text[found.stop : min(stop, found.stop + 110)]
        words = set().union(*(content_words(alias) for alias in work.aliases))
        return len(content_words(text) & words) >= (1 if known else 2)

    def _nearest(
        self, found: Found, titles: Sequence[tuple[TitleSpan, Work | None]], works: Sequence[Work]
    ) -> tuple[Work, bool]:
        """The work that a role is had in, and whether the words that tell the role name it."""
        inside = [work for title, work in titles if work and found.start <= title.start < found.stop]
        if inside:
            return (inside[0] if found.rule == "award-for" else inside[-1]), True
        behind = [work for title, work in titles if work and title.start >= found.stop]
        before = [work for title, work in titles if work and title.start < found.start]
        if behind and found.rule in ACTS:
            return behind[0], True
        if before:
            return before[-1], found.rule not in ACTS
        if behind:
            return behind[0], True
        return works[0], False

    def _keep_sides(self, annotated: Annotated, start: int, stop: int) -> None:
        """Remember the parties that a clause puts side by side."""
        for hit in self.lexicon.regex("side_by_side").finditer(annotated.view, start, stop):
            sides = [one for one in annotated.parties_in(*hit.span()) if one.id]
            if len({one.id for one in sides}) > 1:
                self.last_sides = sides
                self.first_sides = self.first_sides or [
                    RoleFact(one, "side", annotated.passage, one.start, one.end, "sides-of-the-document", stated=False,
                             confidence=0.6)
                    for one in sides
                ]  # fmt: skip

    def _sides(self, place: int, annotated: Annotated, start: int, stop: int, work: Work) -> None:
        """Add the sides that were named last, for "both provinces" or "the two governments"."""
        hit = self.lexicon.regex("both").search(annotated.view, start, stop)
        if not hit or is_unreal(annotated, hit.start(), hit.end(), start, self.lexicon):
            return
        if len(work.parties("side", "lead", "partner")) < len(("one", "other")):
            for party in self.last_sides:
                work.add(
                    RoleFact(
                        party, "side", annotated.passage, hit.start(), hit.end(), "sides-named-before", stated=True
                    )
                )
                self.used.add(place)
