"""What is known of a party, or a date, and a piece of work: where both stand, the words between, what rules say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.learnt.models.model import Pair
from loaders.documents.prose.learnt.pairs.meeting_words import Meetings
from loaders.documents.prose.learnt.pairs.places import NamedPlaces, gap, nearest_meeting
from loaders.documents.prose.learnt.pairs.proximity import Proximity
from loaders.documents.prose.learnt.pairs.rule_facts import RulesOfDates, RulesOfParties
from loaders.documents.prose.learnt.words import preposition
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Scene, Spot

FAR: Final = 400.0  # characters, of what does not stand in one segment
WINDOW: Final = 40  # characters before and behind a party or date
MAX_YEARS: Final = 20
REMEMBERED: Final = 1024  # parties, dates and sentences of which it is known what they say
MANY: Final = 40  # parties or dates of a document, of which others have to stand near
NEAR_SEGMENTS: Final = 20  # between a name and what stands near it
MANY_SPOTS: Final = 3  # of a name that may be a party wherever it stands
OPENS: Final = 6  # characters of a sentence before what it begins with
VERBS: Final = ("make", "carry", "fund", "show", "help", "led")
PREPOSITIONS: Final = ("with", "by", "of", "from", "for", "between", "in", "to", "and")
_TOGETHER: Final = re.compile(
    r"\b(?:partner|collabor|together|joint|ensemble|conjoint|particip|associ|sign)\w*", re.IGNORECASE
)
_OWNER: Final = re.compile(r"['’]s?\s")


class Relator:
    """Describes the pairs of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene, discourse = scene, scene.discourse
        self.lexicon, self.front, self.segments = discourse.lexicon, discourse.front, discourse.outline.segments
        self.total = max(len(self.segments), 1)
        self.words = sum(len(one.text.split()) for one in self.segments)
        self.counts = {key: len(scene.parties.get(key, ())) for key in [*scene.parties, *scene.within]}
        self.spots = sum(self.counts.values())
        ranked = sorted(self.counts, key=lambda key: (-self.counts[key], key))
        self.ranks = {key: rank for rank, key in enumerate(ranked)}
        self.order = {key: at for at, key in enumerate(self.counts)}
        self.headline = fold(self.front.headline)
        self.meetings = Meetings(scene)
        self.nearest_parties = Proximity.of(scene.names, scene.parties, discourse.outline)
        self.by_segment = Counter(one.segment for spots in scene.parties.values() for one in spots)
        self.owner = self.front.owner.key if self.front.owner else None
        self._unmet_words: dict[tuple[str, str], list[int]] = {}  # of what meets no name of a piece of work
        self._of_party = lru_cache(maxsize=REMEMBERED)(self._describe_party)
        self._of_date = lru_cache(maxsize=REMEMBERED)(self._describe_date)
        self._of_sentence = lru_cache(maxsize=REMEMBERED)(self._describe_sentence)

    def pairs(self) -> Iterator[Pair]:
        """Yield each piece of work with each party; of those that only their capitals suggest, with the near ones."""
        for number, work in enumerate(self.scene.works):
            names, roles = NamedPlaces(work, self.scene.names[number], self.segments), RulesOfParties(work)
            common = self._work(names)
            for key in self.counts:
                spots = self.scene.spots_of(key, number)
                if not spots or self._is_far(key, spots, names):
                    continue
                met = nearest_meeting(spots, names.by_segment)
                row = common | self._near(names, spots, met) | self._party(names, key) | roles.of(key)
                row |= self.nearest_parties.describe(number, key)
                row["parties there"] = max(self.by_segment[one.segment] for one in spots)
                name = spots[0].party.name if spots[0].party else ""
                vector = self.meetings.vector(spots, met, name, work.title)
                yield Pair(number, key, row, self._words(spots, met, key, name), vector)

    def dates(self) -> Iterator[Pair]:
        """Yield each piece of work with each date, in EDTF."""
        for number, work in enumerate(self.scene.works):
            names, rules = NamedPlaces(work, self.scene.names[number], self.segments), RulesOfDates(work)
            common = self._work(names)
            for rank, edtf in enumerate(dict.fromkeys([*(fact.edtf for fact in work.dates), *self.scene.dates])):
                every = self.scene.dates.get(edtf, [])
                spots = self._without_sheet(every, names)
                if every and not (spots or any(fact.edtf == edtf for fact in work.dates)):
                    continue
                if rank >= MANY and not self._is_near(spots, names):
                    continue
                met = nearest_meeting(spots, names.by_segment)
                row = common | self._near(names, spots, met) | self._date(names, edtf) | rules.of(edtf)
                vector = self.meetings.vector(spots, met, "", work.title)
                yield Pair(number, edtf, row, self._words(spots, met, edtf), vector)

    def _without_sheet(self, spots: Sequence[Spot], names: NamedPlaces) -> Sequence[Spot]:
        """The places of a date without rows of a sheet above the first name of a piece of work, in another section."""
        first = names.spots[0].segment
        section = self.segments[first].section
        return [
            one
            for one in spots
            if self.segments[one.segment].label != "date"
            or one.segment >= first
            or self.segments[one.segment].section == section
        ]

    def _words(self, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, key: str, name: str = "") -> list[int]:
        """The words that may say what a party or date is to a piece of work: the same for all that it does not meet."""
        if met is not None:
            return self.meetings.words(spots, met, name)
        if (key, name) not in self._unmet_words:
            self._unmet_words[key, name] = self.meetings.words(spots, None, name)
        return self._unmet_words[key, name]

    def _is_far(self, key: str, spots: Sequence[Spot], names: NamedPlaces) -> bool:
        """Whether a party stands elsewhere, and is one of many, or only its capitals suggest that it is one."""
        is_unsure = len(spots) < MANY_SPOTS and all(one.is_stranger for one in spots)
        return (is_unsure or self.ranks[key] >= MANY) and not self._is_near(spots, names)

    def _is_near(self, spots: Sequence[Spot], names: NamedPlaces) -> bool:
        """Whether one of some places is in a section of a name of a piece of work, and not many segments from it."""
        return any(
            abs(one.segment - name.segment) <= NEAR_SEGMENTS
            for one in spots
            for name in names.by_section.get(self.segments[one.segment].section, ())
        )

    def _work(self, names: NamedPlaces) -> dict[str, float]:
        """What is known of a piece of work and its document."""
        work = names.work
        return {
            "works": len(self.scene.works),
            "work likely": work.probability or 0.0,
            "work headline": float(work is self.scene.discourse.headline),
            "work names": len(names.spots),
            "work words": len(work.title.split()),
            "work first": names.spots[0].segment / self.total,
            "agreement": float(bool(self.lexicon.regex("agreement_title").search(straight(work.title)))),
            "french": float(self.lexicon.language == "fr"),
            "document words": self.words,
        }

    def _party(self, names: NamedPlaces, key: str) -> dict[str, float]:
        """What is known of a party in its document, and in the sections of a piece of work."""
        made, name = self._of_party(key)
        there = [
            one for one in self.scene.parties.get(key, ()) if self.segments[one.segment].section in names.by_section
        ]
        return made | {
            "party in title": float(bool(name) and name in names.title),
            "in section": len(there),
            "in heading": float(any(self.segments[one.segment].kind == "heading" for one in there)),
        }

    def _describe_party(self, key: str) -> tuple[dict[str, float], str]:
        """What is known of a party in its document, and its name in small letters."""
        spots = self.scene.parties.get(key) or self.scene.within[key]
        named = [one for one in spots if one.party and not one.party.inferred]
        first = (named or spots)[0].party
        name = fold(first.name) if first else ""
        entry = entries().get(key)
        level, codes = (entry.level, entry.codes) if entry else ("", {})
        return {
            "count": self.counts[key],
            "share": self.counts[key] / max(self.spots, 1),
            "rank": self.ranks[key],
            "order": self.order[key],
            "parties": len(self.scene.parties),
            "is owner": float(key == self.owner),
            "is sender": 0.0,  # whoever sends a document leads nothing by doing so
            "has owner": float(self.owner is not None),
            "has sender": 0.0,
            "named": len(named),
            "inferred": len(spots) - len(named),
            "known": float(entry is not None),
            "outside": float(first is not None and first.id is None),
            "federal": float(level == "federal"),
            "provincial": float(level in ("provincial", "territorial")),
            "municipal": float(level == "municipal"),
            "country": float("iso-3166-1" in codes or "iso-3166-2" in codes),
            "stranger": float(all(one.is_stranger for one in spots)),
            "party upper": float(first is not None and first.name.isupper()),
            "party words": len(name.split()),
            "party in headline": float(bool(name) and name in self.headline),
            "party first": spots[0].segment / self.total,
        }, name

    def _near(self, names: NamedPlaces, spots: Sequence[Spot], met: tuple[Spot, Spot] | None) -> dict[str, float]:
        """How near a name and something else come to each other, and the words where they come nearest."""
        in_sentence = [one.sentence == name.sentence for one in spots for name in names.by_segment.get(one.segment, ())]
        made = {
            "same sentence": float(sum(in_sentence)),
            "same segment": float(len(in_sentence)),
            "segments between": float(min(map(names.segments_to, spots), default=self.total)),
            "far": FAR,
        }
        return made | self._meeting(*met) if met is not None else made

    def _meeting(self, one: Spot, name: Spot) -> dict[str, float]:
        """The words where a name and something else come nearest to each other."""
        segment = self.segments[one.segment]
        text = straight(segment.text)
        between = text[one.end : name.start] if one.end <= name.start else text[name.end : one.start]
        before, behind = text[max(one.start - WINDOW, 0) : one.start], text[one.end : one.end + WINDOW]
        word = preposition(before)
        made = {
            "far": min(gap(one, name), FAR),
            "before": float(one.end <= name.start),
            "inside": float(one.start < name.end and name.start < one.end),
            "opens": float(one.start - one.sentence[0] < OPENS),
            "owns": float(bool(_OWNER.match(behind))),
            "colon": float(behind[:2].strip().startswith(":")),
            "bracket": float(before.rstrip().endswith("(")),
            "between words": float(len(between.split())),
            "compared": float(bool(self.lexicon.regex("compared").search(before))),
        }
        made |= {f"in {kind}": float(segment.kind == kind) for kind in ("item", "heading", "table")}
        made |= {f"behind {each}": float(word == each) for each in PREPOSITIONS}
        for place, part in (("between", between), ("behind", behind)):
            verbs = self.lexicon.verbs_in(part)
            made |= {f"{key} {place}": float(key in verbs) for key in VERBS}
        return made | self._of_sentence(text[slice(*one.sentence)])

    def _describe_sentence(self, sentence: str) -> dict[str, float]:
        """What a sentence says in which something and a piece of work meet."""
        made = {"together": float(bool(_TOGETHER.search(sentence))), "sentence words": float(len(sentence.split()))}
        for key in ("denied", "conditional", "previous", "law", "year_only"):
            made[key] = float(bool(self.lexicon.regex(key).search(sentence)))
        verbs = self.lexicon.verbs_in(sentence)
        return made | {f"{key} in sentence": float(key in verbs) for key in VERBS}

    def _date(self, names: NamedPlaces, edtf: str) -> dict[str, float]:
        """What is known of a date in its document, and in the sections of a piece of work."""
        spots = self.scene.dates.get(edtf, [])
        return self._of_date(edtf) | {
            "in section": sum(self.segments[one.segment].section in names.by_section for one in spots),
            "year in title": float(edtf[:4] in names.work.title),
        }

    def _describe_date(self, edtf: str) -> dict[str, float]:
        """What is known of a date in its document."""
        front = self.front.announced_date
        written = front.value if front else ""
        year, base = (int(one[:4]) if one[:4].isdigit() else 0 for one in (edtf, written))
        return {
            "spots": len(self.scene.dates.get(edtf, [])),
            "dates": len(self.scene.dates),
            "length": len(edtf),
            "interval": float("/" in edtf),
            "is written": float(edtf == written),
            "month written": float(bool(written) and edtf[:7] == written[:7]),
            "years after": max(min(year - base, MAX_YEARS), -MAX_YEARS) if base else 0,
            "has written": float(bool(base)),
            "later": float(bool(written) and edtf > written),
        }
