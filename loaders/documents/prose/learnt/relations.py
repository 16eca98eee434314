"""What is known of a party, or a date, and a piece of work: where both stand, and the words between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.initiative_candidates import CO_MENTION
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.initiative_candidates import Work

MIN_ALIAS: Final = 4  # characters
FAR: Final = 400.0  # characters, of what does not stand in one segment
_BEFORE: Final = re.compile(
    r"\b(with|by|of|from|for|between|in|to|and|at|avec|par|de|du|des|d['’]|entre|pour|à|au|aux|et|en)\s+"
    r"(?:the\s+|le\s+|la\s+|les\s+|l['’])?(?:\w+\s+(?:of|de|du|des)\s+)?$",
    re.IGNORECASE,
)
_SAME: Final = {
    "avec": "with",
    "par": "by",
    "de": "of",
    "du": "of",
    "des": "of",
    "d'": "of",
    "d’": "of",
    "entre": "between",
    "pour": "for",
    "à": "to",
    "au": "to",
    "aux": "to",
    "et": "and",
    "en": "in",
}
_WORDS: Final = ("with", "by", "of", "from", "for", "between", "in", "to", "and", "at")
_TOGETHER: Final = re.compile(
    r"\b(?:partner|collabor|together|joint|ensemble|conjoint|particip|associ|signed|signé|sign)\w*", re.IGNORECASE
)


@dataclass(slots=True)
class Spot:
    """A place of a party, a date or a name: the segment, where it stands there, and the sentence it stands in."""

    segment: int
    start: int
    end: int
    sentence: tuple[int, int]
    party: Party | None = None
    date: DateMention | None = None


@dataclass(slots=True)
class Scene:
    """A document that the rules have read, with the places of its parties, dates and pieces of work."""

    discourse: Discourse
    works: list[Work]
    annotated: list[Annotated | None]
    parties: dict[str, list[Spot]] = field(default_factory=dict)
    dates: list[Spot] = field(default_factory=list)
    names: dict[int, list[Spot]] = field(default_factory=dict)  # by the place of the work among the works

    @classmethod
    def of(cls, discourse: Discourse, works: Sequence[Work]) -> Scene:
        """The scene of a document and its pieces of work."""
        segments = discourse.outline.segments
        made = cls(
            discourse, list(works), [None if one.kind == "noise" else discourse.annotate(one) for one in segments]
        )
        patterns = [_pattern(work) for work in works]
        for at, (segment, annotated) in enumerate(zip(segments, made.annotated, strict=True)):
            if annotated is None:
                continue
            sentences = discourse.rules.sentences(segment.text) or [(0, len(segment.text))]

            def spot(start: int, end: int, at: int = at, sentences: list[tuple[int, int]] = sentences) -> Spot:
                around = next((one for one in sentences if one[0] <= start < one[1]), sentences[-1])
                return Spot(at, start, end, around)

            for party in annotated.parties:
                one = spot(party.start, party.end)
                one.party = party
                made.parties.setdefault(party.key, []).append(one)
            for date in annotated.dates:
                one = spot(date.at, date.to)
                one.date = date
                made.dates.append(one)
            flat = straight(segment.text)
            for number, pattern in enumerate(patterns):
                if pattern is not None:
                    made.names.setdefault(number, []).extend(spot(*hit.span()) for hit in pattern.finditer(flat))
        for number, work in enumerate(works):
            if not made.names.get(number):
                at = next((k for k, one in enumerate(segments) if one.passage is work.passage), 0)
                made.names[number] = [Spot(at, work.start, work.end, (work.start, work.end))]
        return made


def _pattern(work: Work) -> re.Pattern[str] | None:
    names = sorted(
        {straight(one) for one in [work.title, *work.aliases] if len(one) >= MIN_ALIAS or one.isupper()},
        key=len,
        reverse=True,
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE) if names else None


class Relator:
    """Describes the pairs of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene, discourse = scene, scene.discourse
        self.lexicon, self.front, self.segments = discourse.lexicon, discourse.front, discourse.outline.segments
        self.outline = discourse.outline
        self.total = max(len(self.segments), 1)
        self.counts = {key: len(spots) for key, spots in scene.parties.items()}
        self.all_mentions = max(sum(self.counts.values()), 1)
        self.ranks = {
            key: rank for rank, key in enumerate(sorted(self.counts, key=lambda key: (-self.counts[key], key)))
        }
        self.order = {key: at for at, key in enumerate(scene.parties)}
        self.headline = fold(self.front.headline)
        self.verbs = {
            name: self.lexicon.compile(rf"\b{{{name}}}\b") for name in ("make", "carry", "fund", "show", "help", "led")
        }
        self.dates = Counter(spot.date.span.edtf for spot in scene.dates if spot.date)

    def pairs(self) -> Iterator[tuple[int, str, dict[str, float]]]:
        """Yield each piece of work, by its place, with each party, by its key, and what is known of the two."""
        for number in range(len(self.scene.works)):
            for key in self.scene.parties:
                yield number, key, self.party(number, key)

    def party(self, number: int, key: str) -> dict[str, float]:
        """What is known of a piece of work and a party."""
        work, spots, names = self.scene.works[number], self.scene.parties[key], self.scene.names[number]
        made = self._near(names, spots)
        named = [one for one in spots if one.party and not one.party.inferred]
        first = (named or spots)[0].party
        entry = entries().get(key)
        owner = self.front.owner.key if self.front.owner else None
        sender = self.front.sender.value if self.front.sender else None
        sections = {self.segments[one.segment].section for one in names}
        facts = [fact for fact in work.roles if fact.party.key == key]
        others = [fact for fact in work.roles if fact.party.key != key]
        made |= {
            "count": self.counts[key],
            "share": self.counts[key] / self.all_mentions,
            "rank": self.ranks[key],
            "order": self.order[key],
            "parties": len(self.counts),
            "works": len(self.scene.works),
            "is owner": float(key == owner),
            "is sender": float(key == sender),
            "has owner": float(owner is not None),
            "has sender": float(sender is not None),
            "named": len(named),
            "inferred": len(spots) - len(named),
            "known": float(entry is not None),
            "outside": float(first is not None and first.id is None),
            "federal": float(bool(entry and entry.level == "federal")),
            "provincial": float(bool(entry and entry.level in ("provincial", "territorial"))),
            "municipal": float(bool(entry and entry.level == "municipal")),
            "country": float(bool(entry and ("iso-3166-1" in entry.codes or "iso-3166-2" in entry.codes))),
            "party words": len(first.name.split()) if first else 0,
            "party in headline": float(bool(first and fold(first.name) in self.headline)),
            "party in title": float(bool(first and fold(first.name) in fold(work.title))),
            "party first": spots[0].segment / self.total,
            "in section": sum(self.segments[one.segment].section in sections for one in spots),
            "in heading": float(
                any(
                    self.segments[one.segment].kind == "heading" and self.segments[one.segment].section in sections
                    for one in spots
                )
            ),
            "work is headline": float(work is self.scene.discourse.headline),
            "work names": len(names),
            "work words": len(work.title.split()),
            "work first": names[0].segment / self.total,
            "agreement": float(bool(self.lexicon.regex("agreement_title").search(straight(work.title)))),
            "french": float(self.lexicon.language == "fr"),
            "words": sum(len(one.text.split()) for one in self.segments),
            "rule lead": float(any(fact.role == "lead" for fact in facts)),
            "rule stated lead": float(any(fact.role == "lead" and fact.stated for fact in facts)),
            "rule side": float(any(fact.role == "side" for fact in facts)),
            "rule partner": float(any(fact.role == "partner" and fact.rule != CO_MENTION for fact in facts)),
            "rule stated partner": float(any(fact.role == "partner" and fact.stated for fact in facts)),
            "rule co-mention": float(any(fact.rule == CO_MENTION for fact in facts)),
            "rule confidence": max((fact.confidence for fact in facts), default=0.0),
            "rule order": min((work.roles.index(fact) for fact in facts), default=9),
            "other leads": sum(fact.role == "lead" for fact in others),
            "other stated leads": sum(fact.role == "lead" and fact.stated for fact in others),
            "other sides": sum(fact.role == "side" for fact in others),
            "other partners": sum(fact.role == "partner" for fact in others),
        }
        return made

    def _near(self, names: Sequence[Spot], spots: Sequence[Spot]) -> dict[str, float]:
        """How near a name and something else come to each other, and the words there."""
        best: tuple[float, Spot, Spot] | None = None
        sentences = segments = 0
        gap = float(self.total)
        for one in spots:
            for name in names:
                gap = min(gap, abs(one.segment - name.segment))
                if one.segment != name.segment:
                    continue
                segments += 1
                within = one.sentence == name.sentence
                sentences += within
                far = max(one.start - name.end, name.start - one.end, 0) + (0 if within else 200)
                if best is None or far < best[0]:
                    best = (far, one, name)
        made = {"same sentence": sentences, "same segment": segments, "segments between": gap, "far": FAR}
        if best is None:
            return made
        far, one, name = best
        text = straight(self.segments[one.segment].text)
        between = text[one.end : name.start] if one.end <= name.start else text[name.end : one.start]
        before, behind = text[max(one.start - 40, 0) : one.start], text[one.end : one.end + 40]
        hit = _BEFORE.search(before)
        word = _SAME.get(hit[1].casefold(), hit[1].casefold()) if hit else ""
        sentence = text[slice(*one.sentence)]
        made |= {
            "far": min(far, FAR),
            "before": float(one.end <= name.start),
            "inside": float(one.start < name.end and name.start < one.end),
            "opens": float(one.start - one.sentence[0] < 6),
            "owner of": float(bool(re.match(r"['’]s?\s", behind))),
            "colon": float(behind[:2].strip().startswith(":")),
            "bracket": float(before.rstrip().endswith("(")),
            "together": float(bool(_TOGETHER.search(sentence))),
            "item": float(self.segments[one.segment].kind == "item"),
            "heading": float(self.segments[one.segment].kind == "heading"),
            "table": float(self.segments[one.segment].kind == "table"),
            "sentence words": len(sentence.split()),
            "between words": len(between.split()),
            "denied": float(bool(self.lexicon.regex("denied").search(sentence))),
            "conditional": float(bool(self.lexicon.regex("conditional").search(sentence))),
            "previous": float(bool(self.lexicon.regex("previous").search(sentence))),
            "compared": float(bool(self.lexicon.regex("compared").search(before))),
        }
        made |= {f"behind {each}": float(word == each) for each in _WORDS}
        for key, pattern in self.verbs.items():
            made[f"{key} between"] = float(bool(pattern.search(between)))
            made[f"{key} behind"] = float(bool(pattern.search(behind)))
            made[f"{key} in sentence"] = float(bool(pattern.search(sentence)))
        return made

    def date_pairs(self) -> Iterator[tuple[int, str, dict[str, float]]]:
        """Yield each piece of work with each date, in EDTF, and what is known of the two."""
        by_date: dict[str, list[Spot]] = {}
        for one in self.scene.dates:
            if one.date:
                by_date.setdefault(one.date.span.edtf, []).append(one)
        for number, work in enumerate(self.scene.works):
            for edtf in dict.fromkeys([*by_date, *(fact.edtf for fact in work.dates)]):
                yield number, edtf, self.date(number, edtf, by_date.get(edtf, []))

    def date(self, number: int, edtf: str, spots: Sequence[Spot]) -> dict[str, float]:
        """What is known of a piece of work and a date."""
        work, names = self.scene.works[number], self.scene.names[number]
        made = self._near(names, spots)
        written = self.front.date.value if self.front.date else ""
        facts = [fact for fact in work.dates if fact.edtf == edtf]
        likely = [fact for fact in work.likely_dates if fact.edtf == edtf]
        sections = {self.segments[one.segment].section for one in names}
        year = int(edtf[:4]) if edtf[:4].isdigit() else 0
        base = int(written[:4]) if written[:4].isdigit() else 0
        made |= {
            "spots": len(spots),
            "dates": len(self.dates),
            "works": len(self.scene.works),
            "length": len(edtf),
            "interval": float("/" in edtf),
            "is written": float(bool(written) and edtf == written),
            "month written": float(bool(written) and edtf[:7] == written[:7] and len(edtf) >= 7),
            "years after": max(min(year - base, 20), -20) if base else 0,
            "has written": float(bool(base)),
            "later": float(bool(written) and edtf > written),
            "rule": float(bool(facts)),
            "rule stated": float(any(fact.stated for fact in facts)),
            "rules": len(work.dates),
            "rule order": min((work.dates.index(fact) for fact in facts), default=9),
            "likely": float(bool(likely)),
            "in section": sum(self.segments[one.segment].section in sections for one in spots),
            "first": spots[0].segment / self.total if spots else 1.0,
            "work first": names[0].segment / self.total,
            "work names": len(names),
            "work is headline": float(work is self.scene.discourse.headline),
            "agreement": float(bool(self.lexicon.regex("agreement_title").search(straight(work.title)))),
            "french": float(self.lexicon.language == "fr"),
            "year in title": float(edtf[:4] in work.title),
        }
        kinds = {fact.kind for fact in facts}
        made |= {
            f"kind {kind}": float(kind in kinds)
            for kind in ("start", "launch", "approval", "end", "target", "milestone")
        }
        rules = {fact.rule for fact in facts}
        made |= {
            f"by {rule}": float(rule in rules)
            for rule in (
                "date-beside-a-name",
                "date-today",
                "date-of-event",
                "date-target",
                "date-approval",
                "date-launch",
                "date-start",
                "date-created",
                "date-label",
                "date-of-a-line",
                "date-of-a-heading",
                "date-first",
                "date-range",
            )
        }
        if spots:
            spot = spots[0]
            text = straight(self.segments[spot.segment].text)
            before = text[max(spot.start - 25, 0) : spot.start]
            words = re.findall(r"[\w’']+", before.casefold())
            for word in (
                "in",
                "on",
                "by",
                "since",
                "from",
                "until",
                "to",
                "of",
                "le",
                "en",
                "du",
                "depuis",
                "au",
                "dès",
                "d'ici",
                "fin",
            ):
                made[f"word {word}"] = float(bool(words) and words[-1] == word)
            made["opens segment"] = float(spot.start < 4)
            made["alone"] = float(len(text.strip()) - (spot.end - spot.start) < 6)
            made["law"] = float(bool(self.lexicon.regex("law").search(text[max(spot.start - 80, 0) : spot.end + 40])))
            made["year only"] = float(
                bool(self.lexicon.regex("year_only").search(text[max(spot.start - 30, 0) : spot.end + 20]))
            )
        return made
