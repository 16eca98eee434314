"""Whether two names of a document are of one piece of work: what they share, where they stand, what is short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio, token_sort_ratio

from graph.text.strings import fold
from loaders.documents.prose.entities.bodies.abbreviations import initials
from loaders.documents.prose.learnt.words import word_classes
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.candidates import Candidate, Mention, Pool
    from loaders.documents.prose.lexicon import Lexicon

FAR: Final = 400  # characters, of names in two segments
MAX_DISTANCE: Final = 300
MAX_SEGMENTS: Final = 30
MANY: Final = 99
MIN_LETTERS: Final = 2  # of an abbreviation within a name
_WORD: Final = re.compile(r"\w+")
_OPENS: Final = re.compile(r"\s*[*_»”\"]*\s*\(\s*")
_CLOSES: Final = re.compile(r"\s*\)")
_QUOTE_OPENS: Final = re.compile(r"\s+[«“\"]\s?")  # "Innovation Fund “Data for the Coast”"
_QUOTE_CLOSES: Final = re.compile(r"\s?[»”\"]")
_COLON: Final = re.compile(r"\s*:\s+")
_A: Final = re.compile(r"\b(?:an?|une?)\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)  # before "institute": "a joint"
_KIND_ENDS: Final = re.compile(r"\s(?:to|for|of|on|in|that|which|pour|de|des|du|sur|qui)\b|\sd['’]")
MAX_BEFORE: Final = 60  # characters before a description, with its article
MAX_INTRODUCED: Final = 300  # characters from a description to the name that it is given
MAX_APPOSED: Final = 90  # characters between a name and what describes it behind a comma, and for what names it
_ARTICLE: Final = r"(?:(?:an?|the|its|their|our|une?|l[ae]|son|sa|leur|notre)\s+|l['’]\s?)"
_MARKS: Final = r"\s?[*_»”\"]{0,3}(?:\s*\([^()]{1,40}\))?"
_FEW_WORDS: Final = r"(?:[a-zà-ÿ][\w’'-]*\s+){0,2}"
_APPOSED: Final = {  # between a name and what it is: "Mazao Kwanza, a new voucher scheme"
    "en": re.compile(rf"{_MARKS}(?:,|\s[–—-]|\s?:|\s\()\s*{_ARTICLE}{_FEW_WORDS}$"),
    "fr": re.compile(rf"{_MARKS}(?:,|\s[–—-]|\s?:|\s\()\s*{_ARTICLE}?{_FEW_WORDS}$"),
}
_LISTED: Final = re.compile(  # behind what is no description, but the next of several
    rf"(?:\s+[^\s,.;:]+){{0,4}}\s*,?\s+(?:and|or|as well as|et|ou|ainsi que)\s+"
    rf"(?:{_ARTICLE}|les\s|des\s|{_FEW_WORDS}[A-ZÀ-Ý])"
)
_CALLED: Final = re.compile(  # between a description and a name: "a scheme for farmers, called Mazao Kwanza"
    r"(?P<gap>(?:\s+[^\s,.;:()«»“”\"]+){0,6}?),?\s+\(?(?:(?:which|that|qui)\s+)?"
    r"(?:(?:(?:is|was|are|will\s+be|has\s+been|est|sera|a\s+été)\s+)?(?:called|named|dubbed|christened|(?:better\s+)?known\s+as|"
    r"(?:en)?titled|baptisée?s?|intitulée?s?|appelée?s?|nommée?s?|dénommée?s?|dite?s?)|"
    r"goes\s+by\s+the\s+name(?:\s+of)?|under\s+the\s+name(?:\s+of)?|(?:porte|sous)\s+le\s+nom\s+d(?:e|['’]))"
    r"\s*(?:the\s+|l[ae]\s+|les\s+|l['’])?[«“\"‘'*_]{0,3}\s?$"
)


class Comparer:
    """Describes pairs of candidates of one document."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.segments, self.parents = pool.discourse.outline.segments, pool.discourse.outline.parents
        self.counts = Counter(word for each in pool.candidates for word in each.key)
        self.forms: dict[int, tuple[str, set[str]]] = {}

    def _form(self, one: Candidate) -> tuple[str, set[str]]:
        """The name of a candidate in small letters, and the classes of its words."""
        if id(one) not in self.forms:
            self.forms[id(one)] = fold(one.name), word_classes(one.name)
        return self.forms[id(one)]

    def describe(self, one: Candidate, other: Candidate, likely: tuple[float, float]) -> dict[str, float]:
        """What is known of two candidates.

        Args:
            one: the less likely one.
            other: the likelier one.
            likely: how likely each is a piece of work.
        """
        return self._names(one, other) | self._places(one, other) | {"likely one": likely[0], "likely other": likely[1]}

    def _names(self, one: Candidate, other: Candidate) -> dict[str, float]:
        common, (mine, own), (theirs, others) = one.key & other.key, self._form(one), self._form(other)
        sizes = sorted((len(one.key), len(other.key)))
        return {
            "common": len(common),
            "common of shorter": len(common) / sizes[0],
            "common of longer": len(common) / sizes[1],
            "letters": ratio(mine, theirs) / 100,
            "sorted letters": token_sort_ratio(mine, theirs) / 100,
            "shorter": sizes[0],
            "longer": sizes[1],
            "capital one": float(one.name[:1].isupper()),
            "capital other": float(other.name[:1].isupper()),
            "common classes": len(own & others),
            "different classes": len(own ^ others),
            "expands": float(one.expands == other.name or other.expands == one.name),
            "has acronym": float(
                bool(one.acronym and fold(one.acronym) in theirs) or bool(other.acronym and fold(other.acronym) in mine)
            ),
            "upper": float(one.name.isupper() or other.name.isupper()),
            "first letters": float(_first_letters(mine, theirs) or _first_letters(theirs, mine)),
            "rarest": min((self.counts[word] for word in common), default=MANY),
            "candidates": len(self.pool.candidates),
        }

    def _places(self, one: Candidate, other: Candidate) -> dict[str, float]:
        a, b = one.best, other.best
        mine, theirs = self.segments[a.segment], self.segments[b.segment]
        is_near = a.segment == b.segment
        return {
            "same segment": float(is_near),
            "segments": min(abs(a.segment - b.segment), MAX_SEGMENTS),
            "same section": float(mine.section == theirs.section),
            "section within": float(
                mine.section == self.parents.get(theirs.section, 0)
                or theirs.section == self.parents.get(mine.section, 0)
            ),
            "heading one": float(mine.kind == "heading"),
            "heading other": float(theirs.kind == "heading"),
            "both headings": float(mine.kind == theirs.kind == "heading"),
            "both items": float(mine.kind == theirs.kind == "item"),
            "first": min(a.segment, b.segment),
            "overlap": float(is_near and a.start < b.end and b.start < a.end),
            "distance": min(max(a.start - b.end, b.start - a.end, 0), MAX_DISTANCE) if is_near else FAR,
        }


class ExplainedNames:
    """What a document explains in brackets: "Clean Harbours Program (CHP)", "moB (Mon Compte Mobilité)"."""

    def __init__(self, pool: Pool) -> None:
        parties = {fold(one.name) for each in pool.annotated if each is not None for one in each.parties}
        self._kind = pool.discourse.lexicon.regex("kind_word")
        self._spelt_out: dict[str, frozenset[str]] = {}
        for one in sorted(pool.candidates, key=lambda each: len(each.key)):
            short = fold(one.acronym or "")
            if short and short not in parties and len(one.key) > 1:
                self._spelt_out.setdefault(short, one.key - {short})
        described = list(_described(pool))
        self._names = {id(what): name for what, name, _ in described}
        self._called = frozenset(id(what) for what, _, is_called in described if is_called)
        pairs = (frozenset((id(what), id(name))) for what, name, _ in described)
        self._bracketed = frozenset((*_bracketed(pool), *_introduced(pool), *pairs))

    def name_of(self, one: Candidate) -> Candidate | None:
        """The proper name that the document gives what a candidate only describes."""
        return self._names.get(id(one))

    def with_names(self, candidates: Sequence[Candidate], likely: Sequence[float]) -> list[float]:
        """The likelihoods of candidates; what another is called has at least the likelihood of that."""
        places = {id(one): at for at, one in enumerate(candidates)}
        made = list(likely)
        for at, one in enumerate(candidates):
            name = self.name_of(one)
            if name is not None and id(one) in self._called:
                place = places[id(name)]
                made[place] = max(made[place], likely[at])
        return made

    def words(self, one: Candidate) -> frozenset[str]:
        """The words of a name, with what its abbreviations mean in place of them."""
        if not self._spelt_out.keys() & one.key:
            return one.key
        return frozenset().union(*(self._spelt_out.get(word, (word,)) for word in one.key))

    def are_one(self, one: Candidate, other: Candidate) -> bool:
        """Whether two names are surely of one piece of work.

        One stands in brackets behind the other, spells it out, or goes on behind a colon; or they have the same words
        once the abbreviations of the document are spelt out, and one has words that say of which kind it is besides.
        """
        if frozenset((id(one), id(other))) in self._bracketed or spells_out(one.name, other.name):
            return True
        if self._goes_on(one.name, other.name) or self._goes_on(other.name, one.name):
            return True
        small, large = sorted((self.words(one), self.words(other)), key=len)
        is_spelt_out = {small, large} != {one.key, other.key}
        return is_spelt_out and small <= large and all(self._kind.fullmatch(word) for word in large - small)

    def _goes_on(self, name: str, longer: str) -> bool:
        """Whether a name, which is no word for a kind of work, stands before the colon of a longer one."""
        before, *behind = _COLON.split(longer, maxsplit=1)
        return bool(behind) and fold(before) == fold(name) and not self._kind.fullmatch(name)


def _bracketed(pool: Pool) -> Iterator[frozenset[int]]:
    """The candidates, by identity, of which one alone stands in brackets or quotes behind the other."""
    segments = pool.discourse.outline.segments
    places = [(one, each) for each in pool.candidates for one in each.mentions]
    begins: dict[tuple[int, int], list[tuple[int, Candidate]]] = {}
    for one, each in places:
        begins.setdefault((one.segment, one.start), []).append((one.end, each))
    for one, each in places:
        text = segments[one.segment].text
        for opening, closing in ((_OPENS, _CLOSES), (_QUOTE_OPENS, _QUOTE_CLOSES)):
            opens = opening.match(text, one.end)
            for end, other in begins.get((one.segment, opens.end()), ()) if opens else ():
                if other is not each and closing.match(text, end):
                    yield frozenset((id(each), id(other)))


def _introduced(pool: Pool) -> Iterator[frozenset[int]]:
    """The candidates, by identity, of which one describes what the next of the same kind names.

    "Two towns set up a joint institute to study tides. The Northern Institute for Tides …"
    """
    segments = pool.discourse.outline.segments
    named: dict[int, list[tuple[Mention, Candidate, set[str]]]] = {}  # names in capitals and their kinds, by segment
    headlines: dict[int, list[Candidate]] = {}  # names with which a heading begins, by segment
    for each in pool.candidates:
        if each.best.start == 0 and segments[each.best.segment].kind == "heading":
            headlines.setdefault(each.best.segment, []).append(each)
        if each.name[:1].isupper() and len(each.key) > 1 and (kinds := _kinds(each.name)):
            for mention in each.mentions:
                named.setdefault(mention.segment, []).append((mention, each, kinds))
    for one in pool.candidates:
        place, text = one.best, segments[one.best.segment].text
        if not (one.name[:1].islower() and _A.search(text, max(0, place.start - MAX_BEFORE), place.start)):
            continue
        kinds = _kinds(one.name)
        found = [
            (at, at + len(mention.text), other)
            for segment, begins in ((place.segment, 0), (place.segment + 1, len(text)))
            for mention, other, others in named.get(segment, ())
            if kinds & others and 0 <= (at := begins + mention.start - place.end) <= MAX_INTRODUCED
        ]
        if found and max(start for start, _, _ in found) < min(end for _, end, _ in found):  # one, or parts of one
            around = (each for each in headlines.get(place.segment, ()) if each.best.end > place.start)
            yield from (frozenset((id(each), id(other))) for each in (one, *around) for _, _, other in found)


def _described(pool: Pool) -> Iterator[tuple[Candidate, Candidate, bool]]:
    """Yield candidates of which the first says what the other is, and whether words such as "called" join them.

    "Mazao Kwanza, a voucher scheme for farmers", "a voucher scheme for farmers called Mazao Kwanza".
    """
    segments, lexicon = pool.discourse.outline.segments, pool.discourse.lexicon
    kind = lexicon.regex("kind_word")
    names = _proper_names(pool)
    for described in pool.candidates:
        for one in described.mentions:
            head = _KIND_ENDS.split(one.text, maxsplit=1)[0]
            if not (one.text[:1].islower() and kind.search(straight(head))):
                continue
            text = segments[one.segment].text
            for name, other in names.get(one.segment, ()):
                if _is_called(text, one, name, lexicon):
                    yield described, other, True
                elif _is_apposed(text, name, one, lexicon) and not _is_agreement(name, head, lexicon):
                    yield described, other, False


def _proper_names(pool: Pool) -> dict[int, list[tuple[Mention, Candidate]]]:
    """The names in capitals of each segment that are none of parties."""
    names: dict[int, list[tuple[Mention, Candidate]]] = {}
    for each in pool.candidates:
        for one in each.mentions:
            annotated = pool.annotated[one.segment]
            parties = annotated.parties if annotated is not None else ()
            if one.text[:1].islower() or any(party.start <= one.start and one.end <= party.end for party in parties):
                continue
            names.setdefault(one.segment, []).append((one, each))
    return names


def _is_agreement(name: Mention, head: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of an agreement, and what stands behind it is what that is for."""
    agreement = lexicon.regex("agreement_title")
    return bool(agreement.search(straight(name.text))) and not agreement.search(straight(head))


def _is_apposed(text: str, name: Mention, described: Mention, lexicon: Lexicon) -> bool:
    """Whether what a name is stands right behind it."""
    if not 0 < described.start - name.end <= MAX_APPOSED or _LISTED.match(text, described.end):
        return False
    return _APPOSED[lexicon.language].fullmatch(text, name.end, described.start) is not None


def _is_called(text: str, described: Mention, name: Mention, lexicon: Lexicon) -> bool:
    """Whether a description is given its name right behind it, and nothing else between them could be given it."""
    if not 0 < name.start - described.end <= MAX_APPOSED:
        return False
    hit = _CALLED.fullmatch(text, described.end, name.start)
    return hit is not None and lexicon.regex("kind_word").search(straight(hit["gap"])) is None


def _kinds(name: str) -> set[str]:
    """The words that may say of which kind something is: "institute" of "Northern Institute for Tides"."""
    return {word for word in fold(_KIND_ENDS.split(name, maxsplit=1)[0]).split() if word_classes(word)}


def spells_out(one: str, other: str) -> bool:
    """Whether one of two names has an abbreviation where the other has its words, and they are the same elsewhere.

    >>> spells_out("GMP Energy Pathway", "Global Methane Pledge Energy Pathway")
    True
    >>> spells_out("GMP Energy Pathway", "Global Methane Pledge")
    False
    """
    names: list[list[str]] = sorted((_WORD.findall(one), _WORD.findall(other)), key=len)
    short, full = names
    begun = len(list(takewhile(lambda both: fold(both[0]) == fold(both[1]), zip(short, full, strict=False))))
    behind = short[begun + 1 :]
    words = full[begun : len(full) - len(behind)]
    if (
        begun == len(short)
        or len(words) < MIN_LETTERS
        or fold(" ".join(behind)) != fold(" ".join(full[begun + len(words) :]))
    ):
        return False
    return short[begun] in (initials(" ".join(words)), "".join(word[0] for word in words).upper())


def _first_letters(short: str, name: str) -> bool:
    """Whether a name is the first letters of the words of another, or of some of them in a row."""
    return short.replace(" ", "") in "".join(word[0] for word in name.split())
