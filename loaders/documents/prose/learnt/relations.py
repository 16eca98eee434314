"""What is known of a party, or a date, and a piece of work: where both stand, the words between, what rules say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.initiative_candidates import CO_MENTION
from loaders.documents.prose.learnt.meeting_words import gap, meeting_vector, meeting_words, nearest_meeting
from loaders.documents.prose.learnt.models.linear import hashed
from loaders.documents.prose.learnt.models.model import Pair
from loaders.documents.prose.learnt.words import preposition
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.scene import Scene, Spot

FAR: Final = 400.0  # characters, of what does not stand in one segment
WINDOW: Final = 40  # characters before and behind a party or date
MAX_YEARS: Final = 20
MANY: Final = 40  # parties or dates of a document, of which others have to stand near
NEAR_SEGMENTS: Final = 20  # between a name and what stands near it
MANY_SPOTS: Final = 3  # of a name that may be a party wherever it stands
OPENS: Final = 6  # characters of a sentence before what it begins with
VERBS: Final = ("make", "carry", "fund", "show", "help", "led")
PREPOSITIONS: Final = ("with", "by", "of", "from", "for", "between", "in", "to", "and")
KINDS: Final = ("start", "launch", "approval", "end", "target", "milestone")
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
        self.counts = {key: len(spots) for key, spots in scene.parties.items()}
        self.spots = sum(self.counts.values())
        ranked = sorted(self.counts, key=lambda key: (-self.counts[key], key))
        self.ranks = {key: rank for rank, key in enumerate(ranked)}
        self.order = {key: at for at, key in enumerate(scene.parties)}
        self.headline = fold(self.front.headline)
        self.verbs = {name: self.lexicon.word(name) for name in VERBS}
        self.owner = self.front.owner.key if self.front.owner else None
        self.sender = self.front.sender.value if self.front.sender else None
        self.words_without_meeting: dict[
            tuple[str, str], list[int]
        ] = {}  # words of what meets no name of a piece of work

    def pairs(self) -> Iterator[Pair]:
        """Yield each piece of work with each party; of those that only their capitals suggest, with the near ones."""
        for number, work in enumerate(self.scene.works):
            common, names = self._work(number), self.scene.names[number]
            for key, spots in self.scene.parties.items():
                if self._is_far(key, spots, number):
                    continue
                met = nearest_meeting(spots, names)
                row = common | self._near(names, spots, met) | self._party(number, key) | self._roles(work, key)
                name = spots[0].party.name if spots[0].party else ""
                vector = meeting_vector(self.scene, spots, met, name, work.title)
                yield Pair(number, key, row, self._words(spots, met, key, name), vector)

    def dates(self) -> Iterator[Pair]:
        """Yield each piece of work with each date, in EDTF."""
        for number, work in enumerate(self.scene.works):
            common, names = self._work(number), self.scene.names[number]
            for rank, edtf in enumerate(dict.fromkeys([*(fact.edtf for fact in work.dates), *self.scene.dates])):
                spots = self.scene.dates.get(edtf, [])
                if rank >= MANY and not self._is_near(spots, number):
                    continue
                met = nearest_meeting(spots, names)
                row = common | self._near(names, spots, met) | self._date(number, edtf)
                vector = meeting_vector(self.scene, spots, met, "", work.title)
                yield Pair(number, edtf, row, self._words(spots, met, edtf), vector)

    def _words(self, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, key: str, name: str = "") -> list[int]:
        """The words that may say what a party or date is to a piece of work: the same for all that it does not meet."""
        if met is not None:
            return hashed(meeting_words(self.scene, spots, met, name))
        if (key, name) not in self.words_without_meeting:
            self.words_without_meeting[key, name] = hashed(meeting_words(self.scene, spots, None, name))
        return self.words_without_meeting[key, name]

    def _is_far(self, key: str, spots: Sequence[Spot], number: int) -> bool:
        """Whether a party stands elsewhere, and is one of many, or only its capitals suggest that it is one."""
        is_unsure = len(spots) < MANY_SPOTS and all(one.is_stranger for one in spots)
        return (is_unsure or self.ranks[key] >= MANY) and not self._is_near(spots, number)

    def _is_near(self, spots: Sequence[Spot], number: int) -> bool:
        """Whether one of some places is in a section of a name of a piece of work, and not many segments from it."""
        return any(
            abs(one.segment - name.segment) <= NEAR_SEGMENTS
            and self.segments[one.segment].section == self.segments[name.segment].section
            for name in self.scene.names[number]
            for one in spots
        )

    def _work(self, number: int) -> dict[str, float]:
        """What is known of a piece of work and its document."""
        work, names = self.scene.works[number], self.scene.names[number]
        return {
            "works": len(self.scene.works),
            "work likely": work.probability or 0.0,
            "work headline": float(work is self.scene.discourse.headline),
            "work names": len(names),
            "work words": len(work.title.split()),
            "work first": names[0].segment / self.total,
            "agreement": float(bool(self.lexicon.regex("agreement_title").search(straight(work.title)))),
            "french": float(self.lexicon.language == "fr"),
            "document words": self.words,
        }

    def _party(self, number: int, key: str) -> dict[str, float]:
        """What is known of a party in its document, and in the sections of a piece of work."""
        work, spots = self.scene.works[number], self.scene.parties[key]
        named = [one for one in spots if one.party and not one.party.inferred]
        first = (named or spots)[0].party
        name = fold(first.name) if first else ""
        entry = entries().get(key)
        level, codes = (entry.level, entry.codes) if entry else ("", {})
        sections = {self.segments[one.segment].section for one in self.scene.names[number]}
        there = [one for one in spots if self.segments[one.segment].section in sections]
        return {
            "count": self.counts[key],
            "share": self.counts[key] / self.spots,
            "rank": self.ranks[key],
            "order": self.order[key],
            "parties": len(self.counts),
            "is owner": float(key == self.owner),
            "is sender": float(key == self.sender),
            "has owner": float(self.owner is not None),
            "has sender": float(self.sender is not None),
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
            "party in title": float(bool(name) and name in fold(work.title)),
            "party first": spots[0].segment / self.total,
            "in section": len(there),
            "in heading": float(any(self.segments[one.segment].kind == "heading" for one in there)),
        }

    def _roles(self, work: Work, key: str) -> dict[str, float]:
        """What the rules say of a party, and of others, in a piece of work."""
        facts = [fact for fact in work.roles if fact.party.key == key]
        others = [fact for fact in work.roles if fact.party.key != key]
        made = {
            "rule partner": float(any(fact.role == "partner" and fact.rule != CO_MENTION for fact in facts)),
            "rule co-mention": float(any(fact.rule == CO_MENTION for fact in facts)),
            "rule confidence": max((fact.confidence for fact in facts), default=0.0),
            "rule order": min((work.roles.index(fact) for fact in facts), default=9),
            "other stated leads": float(sum(fact.role == "lead" and fact.stated for fact in others)),
        }
        for role in ("lead", "side", "partner"):
            made[f"rule {role} at all"] = float(any(fact.role == role for fact in facts))
            made[f"rule stated {role}"] = float(any(fact.role == role and fact.stated for fact in facts))
            made[f"other {role}s"] = float(sum(fact.role == role for fact in others))
        return made

    def _near(self, names: Sequence[Spot], spots: Sequence[Spot], met: tuple[Spot, Spot] | None) -> dict[str, float]:
        """How near a name and something else come to each other, and the words where they come nearest."""
        in_sentence = [one.sentence == name.sentence for one in spots for name in names if one.segment == name.segment]
        made = {
            "same sentence": float(sum(in_sentence)),
            "same segment": float(len(in_sentence)),
            "segments between": float(
                min((abs(one.segment - name.segment) for one in spots for name in names), default=self.total)
            ),
            "far": FAR,
        }
        return made | self._meeting(*met) if met is not None else made

    def _meeting(self, one: Spot, name: Spot) -> dict[str, float]:
        """The words where a name and something else come nearest to each other."""
        segment = self.segments[one.segment]
        text = straight(segment.text)
        between = text[one.end : name.start] if one.end <= name.start else text[name.end : one.start]
        before, behind = text[max(one.start - WINDOW, 0) : one.start], text[one.end : one.end + WINDOW]
        sentence = text[slice(*one.sentence)]
        word = preposition(before)
        made = {
            "far": min(gap(one, name), FAR),
            "before": float(one.end <= name.start),
            "inside": float(one.start < name.end and name.start < one.end),
            "opens": float(one.start - one.sentence[0] < OPENS),
            "owns": float(bool(_OWNER.match(behind))),
            "colon": float(behind[:2].strip().startswith(":")),
            "bracket": float(before.rstrip().endswith("(")),
            "together": float(bool(_TOGETHER.search(sentence))),
            "sentence words": float(len(sentence.split())),
            "between words": float(len(between.split())),
            "compared": float(bool(self.lexicon.regex("compared").search(before))),
        }
        made |= {f"in {kind}": float(segment.kind == kind) for kind in ("item", "heading", "table")}
        made |= {f"behind {each}": float(word == each) for each in PREPOSITIONS}
        for key in ("denied", "conditional", "previous", "law", "year_only"):
            made[key] = float(bool(self.lexicon.regex(key).search(sentence)))
        for key, pattern in self.verbs.items():
            made[f"{key} between"] = float(bool(pattern.search(between)))
            made[f"{key} behind"] = float(bool(pattern.search(behind)))
            made[f"{key} in sentence"] = float(bool(pattern.search(sentence)))
        return made

    def _date(self, number: int, edtf: str) -> dict[str, float]:
        """What is known of a date in its document, and what the rules say of it in a piece of work."""
        work, spots = self.scene.works[number], self.scene.dates.get(edtf, [])
        written = self.front.date.value if self.front.date else ""
        year, base = (int(one[:4]) if one[:4].isdigit() else 0 for one in (edtf, written))
        facts = [fact for fact in work.dates if fact.edtf == edtf]
        sections = {self.segments[one.segment].section for one in self.scene.names[number]}
        made = {
            "spots": len(spots),
            "dates": len(self.scene.dates),
            "length": len(edtf),
            "interval": float("/" in edtf),
            "is written": float(edtf == written),
            "month written": float(bool(written) and edtf[:7] == written[:7]),
            "years after": max(min(year - base, MAX_YEARS), -MAX_YEARS) if base else 0,
            "has written": float(bool(base)),
            "later": float(bool(written) and edtf > written),
            "stated": float(any(fact.stated for fact in facts)),
            "rules": len(work.dates),
            "rule": float(bool(facts)),
            "likely": float(any(fact.edtf == edtf for fact in work.likely_dates)),
            "rule order": min((work.dates.index(fact) for fact in facts), default=9),
            "in section": sum(self.segments[one.segment].section in sections for one in spots),
            "year in title": float(edtf[:4] in work.title),
        }
        made |= {f"kind {kind}": float(any(fact.kind == kind for fact in facts)) for kind in KINDS}
        return made | {f"by {fact.rule}": 1.0 for fact in facts}
