"""Themes: the subject scheme, finding the theme a person typed, and the themes that a text names.

The scheme is data (`graph/vocabulary/data/themes.yaml`, a SKOS concept scheme with labels in English and French) and is
read once, when first asked for. Three ways in:

- `concepts()`, `ancestors()`, `narrower()`: the scheme itself;
- `find()`: one theme from what somebody typed, in either language, typing errors forgiven;
- `suggest()`: the themes that a title or a summary names, with the words that name them.

`suggest` looks for whole names, the longest first, word by word: case, accents, articles and endings do not
matter (`graph.text.strings.stem` removes endings from names of several words; a name of one word matches itself and its
plural only, so that "Seniors" is not seen in "senior officials"). A name never reaches over a comma or a full stop.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.text.strings import fold, stem, words
from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES
from graph.vocabulary.function_words import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_JOIN: Final = re.compile(r"\s*|[-‐‑'’ʼ/]\s?")

Where = Literal["title", "summary"]
How = Literal["id", "name", "words", "close", "unsure", "none"]
NameKind = Literal["label", "alternative", "loose"]
_Index = dict[tuple[str, ...], tuple[str, float]]  # key of a name -> theme, weight of the name

# Published weights of `suggest`: how much it says that a theme is named there, times how much the name says.
PLACE_WEIGHT: Final[Mapping[Where, float]] = {"title": 1.0, "summary": 0.8}
PHRASE_WEIGHT, WORD_WEIGHT, LOOSE = 0.95, 0.8, 0.65
HINTED: Final = "theme-hinted-in-title"
REPEAT_GAIN: Final = 0.2  # of what is missing to 1, gained when a text names the theme again

# `find`: the likeness (0..100) of what was typed to a name, from which it is taken, or offered; the lead that
# the best needs over the next; and the length under which a typing error could be any word.
MIN_ACCEPTED_SIMILARITY, MIN_OFFERED_SIMILARITY, MIN_LEAD, MIN_TYPO_LENGTH = 85.0, 78.0, 4.0, 5
MAX_OFFERED: Final = 5


@dataclass(frozen=True, slots=True)
class Concept:
    """A SKOS concept: its names per language (`loose` ones count in questions and titles only), its group."""

    id: str
    labels: Mapping[str, str]
    alternatives: Mapping[str, tuple[str, ...]]
    loose: Mapping[str, tuple[str, ...]]
    broader: str | None
    scheme: str

    def names(self, language: str) -> Iterator[tuple[str, NameKind]]:
        """Its names in one language, each with its kind, the preferred one first."""
        yield self.labels[language], "label"
        for name in self.alternatives.get(language, ()):
            yield name, "alternative"
        for name in self.loose.get(language, ()):
            yield name, "loose"


@dataclass(frozen=True, slots=True)
class ThemeMatch:
    """The theme of a typed text: `id` is None if it is not certain; `alternatives` are then the nearest ids."""

    id: str | None
    how: How
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that a text names: `quote` is ``text[start:end]``, `reason` the rule that evidence carries."""

    theme: str
    score: float
    reason: str
    start: int
    end: int
    quote: str


# --- The scheme


@lru_cache(maxsize=1)
def concepts() -> Mapping[str, Concept]:
    """All concepts by identifier, in the order of the file."""
    document = load_yaml_file(Path(__file__).parent / "data" / "themes.yaml")
    return MappingProxyType({c["id"]: _concept(c, document["scheme"]) for c in document["concepts"]})


def _concept(raw: dict[str, Any], scheme: str) -> Concept:
    def lists(field: str) -> Mapping[str, tuple[str, ...]]:
        return MappingProxyType({lang: tuple(names) for lang, names in raw.get(field, {}).items()})

    labels = MappingProxyType(dict(raw["labels"]))
    return Concept(raw["id"], labels, lists("alternatives"), lists("loose"), raw.get("broader"), scheme)


def ancestors(theme: str) -> tuple[str, ...]:
    """The broader concepts of a theme, the nearest first; none for a group.

    Raises:
        KeyError: the scheme has no such theme.
    """
    above: list[str] = []
    parent = concepts()[theme].broader
    while parent is not None:
        above.append(parent)
        parent = concepts()[parent].broader
    return tuple(above)


def narrower(theme: str) -> tuple[str, ...]:
    """The concepts right below a theme, in the order of the file."""
    return _below().get(theme, ())


@lru_cache(maxsize=1)
def _below() -> Mapping[str, tuple[str, ...]]:
    below: dict[str, list[str]] = defaultdict(list)
    for concept in concepts().values():
        if concept.broader is not None:
            below[concept.broader].append(concept.id)
    return {theme: tuple(ids) for theme, ids in below.items()}


# --- One theme, as typed


def find(text: str, language: str | None = None) -> ThemeMatch:
    """The theme that somebody typed: an identifier or a name, in either language.

    Args:
        text: what was typed; case, accents, apostrophes and endings do not matter.
        language: looked through first where the languages disagree; both are always looked through.

    Returns:
        A match; where two themes are about as near, or none is near, `id` is None and `alternatives` holds
        up to five themes, the nearest first.
    """
    typed = fold(text)
    if (theme := typed.replace(" ", "-")) in concepts():
        return ThemeMatch(theme, "id", 1.0)
    first = (language or "").split("-")[0]
    order = sorted(LANGUAGES, key=lambda lang: lang != first)
    for lang in order:
        if named := _folded_names(lang).get(typed):
            return ThemeMatch(named, "name", 1.0)
    for lang in order:
        if named := _keyed_names(lang).get(_key(text, lang)):
            return ThemeMatch(named, "words", 0.9)
    return _nearest(typed)


def find_labelled(label: str, language: str | None = None) -> str | None:
    """Return the theme that has a label as its identifier or preferred label, in either language; None if none has.

    What data call a theme is one of the vocabulary only then: an alternative name is often narrower or broader.

    >>> find_labelled("Identité numérique"), find_labelled("Private sector")
    ('digital-identity', None)
    """
    match = find(label, language)
    if match.id is None or match.how not in {"id", "name", "words"}:
        return None
    concept = concepts()[match.id]
    labels = {lang: text for lang, text in concept.labels.items() if lang in LANGUAGES}
    if match.how == "id" or fold(label) in map(fold, labels.values()):
        return match.id
    return match.id if any(_key(label, lang) in _keys(text, lang) for lang, text in labels.items()) else None


@cache
def _folded_names(language: str) -> Mapping[str, str]:
    """Folded name -> theme."""
    return {fold(name): concept.id for concept in concepts().values() for name, _ in concept.names(language)}


@cache
def _keyed_names(language: str) -> Mapping[tuple[str, ...], str]:
    """Key of a name (see `_key`) -> theme."""
    names = _folded_names(language).items()
    return {key: theme for name, theme in names for key in _keys(name, language)}


def _nearest(typed: str) -> ThemeMatch:
    """The theme whose name is spelt most like what was typed if one clearly is, else the nearest ones."""
    from rapidfuzz import fuzz

    pool = [(theme.replace("-", " "), theme) for theme in concepts()]
    pool += [named for lang in LANGUAGES for named in _folded_names(lang).items()]
    likeness: dict[str, float] = defaultdict(float)  # of the whole
    nearness: dict[str, float] = defaultdict(float)  # of the words they share, at least
    for name, theme in pool:
        likeness[theme] = max(likeness[theme], fuzz.ratio(typed, name))
        nearness[theme] = max(nearness[theme], likeness[theme], fuzz.token_set_ratio(typed, name))
    best, second = sorted(likeness, key=likeness.__getitem__, reverse=True)[:2]
    if len(typed) >= MIN_TYPO_LENGTH and likeness[best] >= max(MIN_ACCEPTED_SIMILARITY, likeness[second] + MIN_LEAD):
        return ThemeMatch(best, "close", likeness[best] / 100)
    near = sorted(
        (t for t in nearness if nearness[t] >= MIN_OFFERED_SIMILARITY), key=lambda t: (-nearness[t], -likeness[t])
    )
    return ThemeMatch(None, "unsure" if near else "none", likeness[best] / 100, tuple(near[:MAX_OFFERED]))


# --- The themes that a text names


def suggest(text: str, language: str | None, where: Where = "title") -> list[Suggestion]:
    """The themes that a text names, one suggestion a theme, the surest first, then in order of the text.

    Args:
        text: a title or a summary, as written.
        language: a BCP 47 tag; ``None`` or a language of no labels: both languages are tried.
        where: in a title `loose` names count too, and a name says more.

    Returns:
        Suggestions whose `reason` is ``theme-named-in-title`` or ``theme-named-in-summary``, or `HINTED` where only
        there is a loose name (a person is asked, see `queries/review/queue.py`); `score` is the weight of the place
        times that of the name, more where the theme is named again.
    """
    tag = (language or "").split("-")[0]
    found: dict[str, Suggestion] = {}
    for lang in (tag,) if tag in LANGUAGES else LANGUAGES:
        for theme, start, end, weight in _mentions(text, lang):
            if weight == LOOSE and where != "title":
                continue
            score = round(PLACE_WEIGHT[where] * weight, 3)
            reason = HINTED if weight == LOOSE else f"theme-named-in-{where}"
            new = Suggestion(theme, score, reason, start, end, text[start:end])
            found[theme] = _again(found[theme], new) if theme in found else new
    return sorted(found.values(), key=lambda s: (-s.score, s.start, s.theme))


def _again(first: Suggestion, second: Suggestion) -> Suggestion:
    """The better of two mentions, raised for the other unless both are the same words of the text."""
    best = max(first, second, key=lambda s: s.score)
    if first.start < second.end and second.start < first.end:
        return best
    return replace(best, score=round(best.score + REPEAT_GAIN * (1 - best.score), 3))


def _mentions(text: str, language: str) -> Iterator[tuple[str, int, int, float]]:
    """Each name in a text, the longest at each place: theme, start, end, weight of the name."""
    index, longest = _index(language)
    tokens = _tokens(text, language)
    at = 0
    while at < len(tokens):
        first = tokens[at]
        size = min(longest.get(first.stem, 1), len(tokens) - at)
        while size > 1 and not (
            tokens[at + size - 1].run == first.run and tuple(t.stem for t in tokens[at : at + size]) in index
        ):
            size -= 1
        key = tuple(t.stem for t in tokens[at : at + size]) if size > 1 else (first.word,)
        if named := index.get(key) or index.get((first.folded,)):
            yield named[0], first.start, tokens[at + size - 1].end, named[1]
        at += size


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text that counts; `run` changes wherever no name may reach across."""

    word: str
    folded: str
    stem: str
    start: int
    end: int
    run: int


def _tokens(text: str, language: str) -> list[_Token]:
    tokens: list[_Token] = []
    run = last = 0
    for found in _WORD.finditer(text):
        run += not _JOIN.fullmatch(text, last, found.start())
        last = found.end()
        folded = fold(found.group())
        if folded not in ARTICLES:
            tokens.append(_Token(found.group(), folded, _stem(folded, language), found.start(), last, run))
    return tokens


@cache
def _index(language: str) -> tuple[_Index, Mapping[str, int]]:
    """The names to look for in a text; and the most words of a name, by the stem of its first word.

    Abbreviations are keyed as written, so that "AI" is found and the French "ai" is not.
    """
    index: _Index = {}
    longest: dict[str, int] = {}
    for concept in concepts().values():
        for name, kind in concept.names(language):
            keys = [(name,)] if _is_abbreviation(name) else _keys(name, language)
            weight = LOOSE if kind == "loose" else PHRASE_WEIGHT if len(keys[0]) > 1 else WORD_WEIGHT
            for key in keys:
                index.setdefault(key, (concept.id, weight))
                longest[key[0]] = max(longest.get(key[0], 1), len(key))
    return index, longest


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and name.isalnum()


def _keys(name: str, language: str) -> list[tuple[str, ...]]:
    """The keys a name is found under: that of its words, and for one word that of its plural too."""
    key = _key(name, language)
    return [key, (f"{key[0]}s",)] if len(key) == 1 and not key[0].endswith("s") else [key]


def _key(text: str, language: str) -> tuple[str, ...]:
    """The key of the inflected forms of a name: the stems of its words; a single word is unchanged."""
    kept = [word for word in words(text) if word not in ARTICLES]
    return tuple(kept) if len(kept) == 1 else tuple(_stem(word, language) for word in kept)


def _stem(word: str, language: str) -> str:
    # The stem of "accessible" would be that of "access": two matters, and half the documents contain both.
    return "accessib" if word.startswith("accessib") else stem(word, language)
