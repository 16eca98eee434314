"""Reads the segments of a document in order: headings, tables, entries of lists, and text clause by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.annotate import Annotated, annotate, clauses
from loaders.documents.prose.discourse.clauses import read_clause
from loaders.documents.prose.discourse.dates import date_label, dates_of_list
from loaders.documents.prose.discourse.headings import read_heading
from loaders.documents.prose.discourse.labels import EDGES, label_at, label_roles, label_status, name_in_label
from loaders.documents.prose.discourse.party_lists import add_doers, begins_with_party, note_doers, read_listed
from loaders.documents.prose.discourse.party_tables import holds_bodies, read_party_table
from loaders.documents.prose.discourse.records import (
    read_described,
    read_numbered,
    read_pair,
    read_party_alone,
    read_titled,
    speaker_of,
)
from loaders.documents.prose.discourse.state import DiscourseState
from loaders.documents.prose.discourse.tables import read_table
from loaders.documents.prose.entities.bodies.offices import is_same_ministry, ministry_of
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.parts_of_countries import named_party
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.titles import find_titles, is_title_case
from loaders.documents.prose.entities.unknown_parties import by_own_name
from loaders.documents.prose.initiative_candidates import Work
from loaders.documents.prose.structure.headlines import without_number
from loaders.text.intervals import Intervals
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import DateFact
    from loaders.documents.prose.structure.segment import Segment

_LAST_SENTENCE: Final = re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý])")
MAX_GROUP_WORDS: Final = 8  # of a line that says which partners stand below it: "Governments:"
LABEL_OF_ANY_DATE: Final = "date"  # in English and French
MAX_TITLE_SHARE: Final = 0.8  # of a heading that a name in it takes


@dataclass(slots=True)
class Discourse(DiscourseState):
    """Reads the segments of a document in order, and keeps the piece of work that was named last."""

    def annotate(self, segment: Segment) -> Annotated:
        """A segment with what it names."""
        owner = self.speaker or self.front.owner
        key = id(segment), owner, len(self.names.titles)
        if key not in self.annotated:
            self.annotated[key] = segment, self._annotate(segment)
        return self.annotated[key][1]

    def named_parties(self, segment: Segment) -> list[Party]:
        """The parties that a segment names, also those within names of pieces of work."""
        key = segment.text, len(self.names.titles)  # which only grow
        if key not in self.found:
            self.found[key] = [one for span in segment.cells for one in self._parties_in(segment.text, *span)]
        return self.found[key]

    def _parties_in(self, text: str, start: int, stop: int) -> list[Party]:
        """The parties that a part of a text names."""
        found = find_parties(text[start:stop], self.rules, self.names, self.lexicon)
        return [replace(one, start=one.start + start, end=one.end + start) for one in found] if start else found

    def _annotate(self, segment: Segment) -> Annotated:
        text, parties = segment.text, self.named_parties(segment)
        titles = find_titles(text, self.lexicon, parties, self.salient, is_heading=segment.kind == "heading")
        if segment.kind == "heading":  # a headline in capitals is no name, nor is a part of it
            is_cased = is_title_case(text)
            titles = [
                one
                for one in titles
                if one.how == "quoted" or (not is_cased and one.end - one.start < len(text) * MAX_TITLE_SHARE)
            ]
        parties = sorted([*parties, *self._inferred(text, parties)], key=lambda one: one.start)
        named = Intervals((one.start, one.end) for one in titles)
        outside = [one for one in parties if not named.meet(one.start, one.end)]
        written = self.front.date.value if self.front.date else None
        return annotate(segment.passage, outside, titles, written, day_first=self.names.day_first)

    def _inferred(self, text: str, parties: Sequence[Party]) -> list[Party]:
        """The places of "we" and "the Department", where these are the party whose document or section it is.

        A minister who acts in a document of nobody acts for a ministry.
        """
        owner = self.speaker or self.front.owner
        taken, flat = Intervals((one.start, one.end) for one in parties), straight(text)
        made = []
        for hit in (hit for key in ("we_word", "owner_word") for hit in self.lexicon.regex(key).finditer(flat)):
            party = named_party(hit[0].split()[-1], owner, self.names.parts)
            if party is None and owner is None:
                party = self._ministry(text[slice(*hit.span())])
            if party is not None and not taken.meet(*hit.span()):
                made.append(Party(*hit.span(), party.name, party.id, party.named, inferred=True))
        return made

    def _ministry(self, minister: str) -> Party | None:
        """The ministry of a minister, also where the document calls it a department; None where the words name none."""
        name = ministry_of(minister, self.rules.language)
        if name is None:
            return None
        every = (one for segment in self.outline.segments for one in self.named_parties(segment))
        known = next((one for one in every if is_same_ministry(one.name, name)), None)
        return known or by_own_name(0, len(name), name, self.rules, self.names)

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
                self._open(place, segment)
            if self.is_silent or segment.kind == "noise" or (self.preamble and place in self.preamble.recitals):
                continue
            if segment.kind == "heading":
                if not self._paired(place, segment):
                    read_heading(self, place, segment)
            elif segment.kind == "table":
                if not read_party_table(self, place, segment):
                    read_table(self, place, segment)
            else:
                self._text(place, segment)

    def _open(self, place: int, segment: Segment) -> None:
        """Note what a heading says of what stands below it."""
        bare = straight(without_number(segment.text)).strip(" :")
        self.is_silent = bool(self.lexicon.regex("silent_heading").match(bare))
        parent = self.outline.headings.get(self.outline.parents.get(segment.section, 0))
        lists = self.lexicon.regex("list_heading")
        self.is_list = bool(lists.match(bare) or (parent and lists.match(straight(without_number(parent.text)))))
        self.is_calendar = bool(self.lexicon.regex("calendar_heading").match(bare))
        self.listed_role = None
        if self.lexicon.regex("partner_heading").fullmatch(bare):
            self.listed_role = "partner"
        elif self.lexicon.regex("lead_heading").fullmatch(bare):
            self.listed_role = "lead"
        elif self.lexicon.regex("agreed_by").search(bare) or self._lists_bodies(place, bare, segment):
            self.listed_role = "partner"
        elif self._heads_group(place, segment):  # "Governments", below "Signatories"
            self.listed_role = self.listed_in.get(self.outline.parents.get(segment.section, 0))
        if self.listed_role is not None:
            self.listed_in[segment.section] = self.listed_role
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
        if opening := self.lexicon.regex("speaker_line").match(straight(left)):  # « Au titre du ministère … »
            left = left[opening.end() :]
        left = re.sub(r"\b(?:and|et|the|le|la|les|l[’']|of|de|du|with|avec|pour)\b|\W", "", left)
        return len(left) <= 2

    def _is_title_of(self, annotated: Annotated) -> bool:
        """Whether what may be the name of a body is that of work: the title of the document, or with a lead below."""
        if not self.lexicon.regex("body_or_work").search(straight(annotated.passage.text)):
            return False
        is_title = self.front.title is not None and annotated.passage is self.front.title.passage
        if is_title and annotated.passage.text.strip(EDGES) in self.chosen:
            return True
        segments = self.outline.segments
        place = next((at for at, one in enumerate(segments) if one.passage is annotated.passage), len(segments))
        return any(
            self.lexicon.regex("said_of_work").match(straight(one.text)) for one in segments[place + 1 : place + 2]
        )

    # --- Text

    def _text(self, place: int, segment: Segment) -> None:
        annotated = self.annotate(segment)
        if segment.kind != "item":
            self._announce(place, segment)
        takes_no_part = segment.kind == "item" and not segment.label and self.items_take_no_part
        is_place = segment.label == "other" and self.lexicon.regex("place_label").match(straight(segment.text))
        if takes_no_part or is_place or self._is_entry(place, segment, annotated):
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
        add_doers(self, place, segment)
        if reporter:
            self.speaker, self.current = kept, None

    def _announce(self, place: int, segment: Segment) -> None:
        """Note what a line says of the items below it: "The signatories are:", "Participants:"."""
        line = _LAST_SENTENCE.split(straight(segment.text).rstrip())[-1]
        opens = line.endswith(":")
        is_group = self.list_role is not None and opens and self._heads_group(place, segment)
        if not is_group:  # as "Governments:" is below "It was signed by:"
            self.list_role = "partner" if opens and self._lists_partners(place, line, segment) else None
        if self.list_role and self.default():
            self.named_at = place
        note_doers(self, self.annotate(segment))
        aside = (self.lexicon.regex(key) for key in ("attendance", "taken_into_account"))
        self.items_take_no_part = opens and any(regex.search(line) for regex in aside)

    def _lists_partners(self, place: int, line: str, segment: Segment) -> bool:
        """Whether a line says that partners stand below it, or names a group or bodies and parties stand below it."""
        return bool(self.lexicon.regex("lists_partners").search(line)) or self._lists_bodies(place, line, segment)

    def _lists_bodies(self, place: int, text: str, segment: Segment) -> bool:
        """Whether a line or heading names a group, bodies or those of work ("Tide pilot councils"), and they follow."""
        is_of_bodies = self.lexicon.regex("lists_bodies").search(text) or (
            self.lexicon.regex("bodies_of_work").search(self.annotate(segment).view)
        )
        return is_of_bodies is not None and self._are_parties_below(place)

    def _heads_group(self, place: int, segment: Segment) -> bool:
        """Whether a short line without the name of a party stands right above a list."""
        above_list = any(one.kind == "item" for one in self.outline.segments[place + 1 : place + 2])
        is_short = len(segment.text.split()) <= MAX_GROUP_WORDS
        return above_list and is_short and not self.annotate(segment).parties

    def _are_parties_below(self, place: int) -> bool:
        """Whether a table of bodies stands below a line, or items of which half begin with a known party."""
        if any(holds_bodies(one, self.lexicon) for one in self.outline.segments[place + 1 : place + 2]):
            return True
        below = takewhile(lambda one: one.kind == "item", self.outline.segments[place + 1 :])
        begins = [begins_with_party(self, item) for item in below]
        return len(begins) > 1 and sum(begins) * 2 >= len(begins)

    def _is_entry(self, place: int, segment: Segment, annotated: Annotated) -> bool:
        """Whether a text is the name of a party, a label with its value, or a name and whose it is, and no more."""
        if segment.label and self._labelled(place, segment, annotated):
            return True
        if read_listed(self, place, segment, annotated):
            return True
        if self.is_party_alone(annotated):
            read_party_alone(self, place, segment, annotated)
            return True
        if not segment.label and self._labelled(place, segment, annotated):
            return True
        work = read_pair(self, segment, annotated, place) or read_described(self, segment, place)
        if work is not None:
            self.current, self.named_at, self.acts = work, place, True
        return work is not None

    def party_alone(self, place: int, segment: Segment, annotated: Annotated) -> None:
        """Read a segment that is the names of parties and no more."""
        read_party_alone(self, place, segment, annotated)

    def _labelled(self, place: int, segment: Segment, annotated: Annotated) -> bool:
        """A label and its value: what a piece of work is called, who leads, who takes part, when, or how far it is."""
        flat = straight(segment.text)
        label = label_at(segment, self.lexicon)
        hit = self.lexicon.regex("title_label").match(flat)
        if hit or (label and label[0] == "title"):
            self._name_by_label(place, segment, hit.start("title") if hit else segment.value_at)
            return True
        topic = self.default()
        if topic is None or self._is_publication(flat, annotated, topic):
            return False
        kind, at = label or (None, 0)
        roles, facts = [], []
        if kind == "lead" or kind == "partner":
            roles = list(label_roles(annotated, segment, kind, at, self))
        else:
            facts = self._label_dates(segment, annotated)
            topic.status = topic.status or label_status(segment, label, self.lexicon)
        for fact in facts:
            topic.add_date(fact)
        for role in roles:
            topic.add(role)
        if facts:
            topic.labels.add("date")
        elif kind is not None and (roles or kind == "state") and not (kind == "lead" and self._is_vague(segment, at)):
            topic.labels.add(kind)
        if facts or roles:
            self.used |= self._label_places(place)
            if self.named_at == place - 1:
                self.named_at = place
            return True
        return False

    def _name_by_label(self, place: int, segment: Segment, start: int) -> None:
        """Take the value of a label for the name of what follows."""
        start, end = name_in_label(segment.text, start, self.lexicon)
        work = Work(segment.text[start:end], "label", segment.passage, start, end, segment.section)
        self.current = self.topic = self.works.add(work)
        self.named_at = place
        self.used.add(place)

    def _is_publication(self, flat: str, annotated: Annotated, topic: Work) -> bool:
        """Whether a label says when the document was published, and not when the work of one of its sections is."""
        led = self.lexicon.regex("released").match(flat)
        is_of_section = topic is not self.headline and topic.how != "label"  # a label, as in memos: "Subject: …"
        if led is None or (is_of_section and led[0].strip(" :").casefold() == LABEL_OF_ANY_DATE):
            return False
        return any(one.at - led.end() <= len(": ") for one in annotated.dates[:1])

    def _label_places(self, place: int) -> set[int]:
        """The places of a value and of the label on a line of its own above it."""
        segments, above = self.outline.segments, place
        while above and segments[above].label and not segments[above].value_at:
            above -= 1
        return {above, place}

    def _label_dates(self, segment: Segment, annotated: Annotated) -> list[DateFact]:
        """The dates behind a label, or of a line that says what happens and when."""
        at = segment.value_at if segment.label == "date" else None
        found = list(date_label(annotated, self.lexicon, at, key=segment.key))
        return found or list(dates_of_list(annotated, calendar=self.is_calendar))

    def _is_vague(self, segment: Segment, value_at: int) -> bool:
        """Whether the label before a value may say whose document it is: "Department: …"."""
        label = straight(segment.text[:value_at]).strip(" *:\u2029")
        return bool(self.lexicon.regex("vague_lead").fullmatch(label))

    def clause(
        self, place: int, annotated: Annotated, start: int, stop: int, *, about: Work | None = None,
        in_list: bool = False,
    ) -> None:  # fmt: skip
        """See `read_clause`."""
        read_clause(self, place, annotated, start, stop, about=about, in_list=in_list)
