"""What is known of a candidate, as numbers: its form, its places, the words around it, and what rules say."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.entities.titles import content_words
from loaders.documents.prose.initiative_candidates import CO_MENTION
from loaders.documents.prose.learnt.context import Context
from loaders.documents.prose.learnt.words import CLASSES, word_classes
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.candidates import Candidate, Pool

ORIGINS: Final = (
    "heading",
    "heading-part",
    "item",
    "lead-in",
    "bold",
    "quoted",
    "capitals",
    "domain",
    "kind",
    "kind-short",
    "kind-of",
    "object",
    "title-quoted",
    "title-capitalised",
    "title-classified",
    "title-agreement",
    "title-salient",
)
PATTERNS: Final = (
    "finite", "no_work", "not_title", "news_headline", "document_noise", "kind_word", "head_word", "kind_head"
)  # fmt: skip
HOWS: Final = (
    "label",
    "row",
    "numbered",
    "agreement",
    "award",
    "quoted",
    "capitalised",
    "classified",
    "salient",
    "heading",
    "document",
    "object",
    "event",
    "purpose",
)


class Describer:
    """Describes the candidates of one document."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        discourse = pool.discourse
        self.lexicon, self.front = discourse.lexicon, discourse.front
        self.segments = discourse.outline.segments
        self.total = max(len(self.segments), 1)
        self.words = sum(len(each.text.split()) for each in self.segments)
        self.headline = fold(self.front.headline)
        self.title_words = content_words(self.front.headline)
        self.ranks = sorted(one.repeats for one in pool.candidates)
        self.by_word: dict[str, list[Candidate]] = {}
        for one in pool.candidates:
            for word in one.key:
                self.by_word.setdefault(word, []).append(one)
        self.act = self.lexicon.word("act")
        self.context = Context(pool)
        self.first_work = {id(work): at for at, work in enumerate(discourse.works.every)}
        self.document = self._document()
        self.whole = "\n".join(pool.folded)
        self.starts = list(accumulate((len(each) + 1 for each in pool.folded), initial=0))
        self.names_of_places: tuple[list[str], list[str]] | None = None  # always the same: see `Context.describe`

    def describe(self, one: Candidate) -> dict[str, float]:
        """All that is known of a candidate."""
        made = self._form(one) | self._places(one) | self._rules(one) | self.document
        mentions = sorted(one.mentions, key=lambda each: each.segment)[:6]
        places = [self.context.describe(mention) for mention in mentions]
        if known := [place for place in places if place]:
            if self.names_of_places is None:
                self.names_of_places = [f"first {name}" for name in known[0]], [f"any {name}" for name in known[0]]
            first, any_of = self.names_of_places
            if places[0]:
                made.update(zip(first, places[0].values(), strict=True))
            made.update(zip(any_of, map(max, repeat(0.0), *(each.values() for each in known)), strict=True))
        return made

    def _form(self, one: Candidate) -> dict[str, float]:
        name = one.name
        words = name.split()
        flat = straight(name)
        capitals = [word for word in words if word[:1].isupper()]
        classes = word_classes(name)
        head = (
            words[0]
            if self.lexicon.language == "fr"
            else re.split(r"\s(?:of|for|on|to|with|between|in|and)\s", name)[0].split()[-1]
        )
        head_classes = word_classes(head)
        made = {
            "words": len(words),
            "characters": len(name),
            "content": len(one.key),
            "capital share": len(capitals) / len(words),
            "opens small": float(name[:1].islower()),
            "inner capitals": float(sum(word[:1].isupper() for word in words[1:])),
            "upper": float(name.isupper()),
            "digit": float(any(map(str.isdigit, name))),
            "year": float(bool(re.search(r"\b(?:19|20)\d\d", name))),
            "camel": float(bool(re.search(r"[a-z][A-Z]", name))),
            "dot": float("." in name),
            "plural head": float(head.endswith("s") and not head.endswith("ss")),
            "colon": float(":" in name),
            "comma": float("," in name),
            "slash": float("/" in name),
            "has acronym": float(one.acronym is not None),
            "is acronym": float(one.expands is not None),
            "opens with verb": float(bool(self.act.match(flat))),
            "generic": float(bool(self.lexicon.regex("generic_title").fullmatch(flat))),
            "generic heading": float(bool(self.lexicon.regex("generic_heading").match(flat))),
            "question": float("?" in name),
        }
        made |= {f"is {key}": float(bool(self.lexicon.regex(key).search(flat))) for key in PATTERNS}
        made |= {f"class {each}": float(each in classes) for each in CLASSES}
        made |= {f"head {each}": float(each in head_classes) for each in CLASSES}
        return made

    def _places(self, one: Candidate) -> dict[str, float]:
        segments = sorted({each.segment for each in one.mentions})
        origins = {origin for each in one.mentions for origin in each.origins}
        bare = fold(one.name)
        headings = [fold(self.segments[at].text) for at in segments if self.segments[at].kind == "heading"]
        better = len(self.ranks) - bisect_right(self.ranks, one.repeats)
        longer, shorter = self._longer_and_shorter(one)
        made = {
            "mentions": len(one.mentions),
            "repeats": one.repeats,
            "segments": self._segments_with(bare),
            "repeats per word": 1000 * one.repeats / max(self.words, 200),
            "first place": segments[0] / self.total,
            "first segment": min(segments[0], 40),
            "spread": (segments[-1] - segments[0]) / self.total,
            "rank": min(better, 100),
            "in headline": float(bare in self.headline),
            "headline share": len(one.key & self.title_words) / max(len(one.key), 1),
            "headline covered": len(one.key & self.title_words) / max(len(self.title_words), 1),
            "headings": len(headings),
            "heading named": sum(bare in each for each in self.context.heads.values()),
            "longer": min(len(longer), 20),
            "longer repeats": max(longer, default=0),
            "shorter": min(shorter, 20),
        }
        made |= {f"origin {each}": float(each in origins) for each in ORIGINS}
        return made

    def _segments_with(self, bare: str) -> int:
        """How many segments have a name, in small letters."""
        found, at = 0, self.whole.find(bare)
        while at >= 0:
            behind = bisect_right(self.starts, at)
            found += 1
            at = self.whole.find(bare, self.starts[behind])
        return found

    def _longer_and_shorter(self, one: Candidate) -> tuple[list[int], int]:
        """How often names with all its words and more stand in the document, and how many have some of its words only.

        A name of a single word is not counted among the latter.
        """
        rarest = min((self.by_word[word] for word in one.key), key=len)
        sharing = {id(other): other for word in one.key for other in self.by_word[word]}
        shorter = sum(other.key < one.key and len(other.key) > 1 for other in sharing.values())
        return [other.repeats for other in rarest if one.key < other.key], shorter

    def _rules(self, one: Candidate) -> dict[str, float]:
        works = one.works or one.aliased
        made = {
            "work": float(bool(one.works)),
            "asserted": float(any(id(each) in self.pool.asserted for each in one.works)),
            "alias asserted": float(any(id(each) in self.pool.asserted for each in one.aliased)),
            "alias": float(bool(one.aliased)),
        }
        hows = {each.how for each in works}
        made |= {f"how {each}": float(each in hows) for each in HOWS}
        return made | self._best(max(works, key=lambda each: each.score) if works else None)

    def _best(self, best: Work | None) -> dict[str, float]:
        """What the rules know of the piece of work that they have found under a name."""
        if best is None:
            return {"work order": -1.0}
        return {
            "score": best.score,
            "weight": best.weight,
            "work mentions": best.mentions,
            "work roles": len(best.roles),
            "work stated": sum(fact.stated for fact in best.roles),
            "work leads": len(best.parties("lead")),
            "work sides": len(best.parties("side")),
            "work co-mentions": sum(fact.rule == CO_MENTION for fact in best.roles),
            "work dates": len(best.dates),
            "work news": float(best.is_news),
            "work plural": float(best.is_plural),
            "work kind": float(best.is_kind),
            "work record": float(best.is_record),
            "work component": float(best.is_component),
            "work order": self.first_work[id(best)],
            "work headline": float(best is self.pool.discourse.headline),
        }

    def _document(self) -> dict[str, float]:
        kinds = [each.kind for each in self.segments]
        return {
            "french": float(self.lexicon.language == "fr"),
            "document words": self.words,
            "document segments": self.total,
            "document headings": kinds.count("heading"),
            "document items": kinds.count("item"),
            "document tables": kinds.count("table"),
            "document candidates": len(self.pool.candidates),
            "document works": len(self.pool.discourse.works.every),
            "sender": 0.0,  # whether one is known makes nothing a piece of work
        }
