"""Names of pieces of work in running text: quoted, capitalised, agreements by their sides, and what an action makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from graph.names.recognizer import mentions
from graph.names.tokens import ENGLISH_MONTHS, SENTENCE_OPENERS
from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.bodies.name_ends import SMALL_END
from loaders.documents.prose.entities.party import JOINED
from loaders.text.name_ends import name_end
from loaders.text.passages import STOP
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.lexicon import Lexicon

How = Literal["label", "row", "numbered", "heading", "document", "agreement", "quoted", "capitalised", "classified",
              "salient", "object", "award", "event", "purpose", "learnt"]  # fmt: skip
MIN_CHARACTERS: Final = 4
MIN_WORDS: Final = 2
FEW_WORDS: Final = 3
MAX_WORDS: Final = 22
MAX_LINK_WORD: Final = 3  # letters of a word that stands in small letters in a headline
MANY_WORDS: Final = 4
MOST_WORDS: Final = 0.85
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_WORD: Final = rf"(?:{_CAPITAL}|\d+(?=[A-Z-]))(?:[\w’'&-]|\.(?=[A-Z]))*+"
_LINK: Final = r"(?:(?:of|for|and|on|the|in|to|&|–|-|/|de|du|des|la|le|les|l[’']|d[’']|à|et|en|aux?|sur|pour)\s*){0,3}"
_SEQUENCE: Final = re.compile(rf"(?<![\w’'-]){_WORD}(?:(?:\s*/\s*|\s+{_LINK}|\s*[–-]\s*){_WORD})*")
_ENGLISH_OPENER: Final = re.compile(r"[A-Z][a-z]+\s+(?:the|an?|its|their)\s+")
_IN_MONTH: Final = re.compile(
    rf"\s+(?:in|on|of|for|en|le|du)\s+(?:{ENGLISH_MONTHS}|Spring|Summer|Fall|Autumn|Winter)\b"
)
_FRENCH_OPENER: Final = re.compile(r"\w+\s+(?:l[’']|le\s|la\s|les\s|un\s|une\s|des\s)\s*")
_OPENER: Final = {"en": _ENGLISH_OPENER, "fr": _FRENCH_OPENER}
_SMALL: Final = frozenset(
    ("the", "of", "and", "for", "a", "an", "to", "in", "on", "with", "new", "its", "de", "du", "des", "la", "le", "les",
     "l", "d", "et", "en", "pour", "sur", "au", "aux", "un", "une")
)  # fmt: skip
_BETWEEN_SIDES: Final = re.compile(r"(?:(?:\s*,)?\s*(?:\b(?:and|et)\s+)?(?:(?:the|l[ae])\s+|l[’'])?)")
_OF_SIDES: Final = re.compile(r"\s+(?:of\s+(?:the\s+)?|du\s+|de\s+la\s+|de\s+l[’']\s?)(?=[A-ZÀ-Ý])")
_OPENING: Final = SENTENCE_OPENERS | {"under", "for", "its", "through", "a", "an", "this", "these", "our"}
# 'Strength in Harbours Fund', with the marks that may also be apostrophes
_SINGLE_QUOTED: Final = re.compile(r"(?<![\w'’)])['‘]\s?([A-ZÀ-Ý][^'‘’“”\"«»\n]{2,90}?(?<![.,;:!?]))\s?['’](?!\w)")
_SENTENCE_START: Final = re.compile(r"[.!?:;\u2029•]\s*$")
_OWNER: Final = re.compile(r"['’]s?\s+")
_WORKS_ON: Final = re.compile(r"\s+(?:on|to|in|for)\s+(?:the|its|their|an?)\s+")
_ARTICLE: Final = re.compile(
    r"^(?:(?:(?i:the|an?|its|their|our|his|(?-i:one)|two|first(?!\s+(?:nations?|peoples?|ministers?|responders?)\b)|"
    r"le|la|les|un|une|des|du|de la|son|sa|ses|leurs?|notre|nos|ce|"
    r"cet|cette|this|these|that)|new|nouvelle?|nouveau)\s+|[lLdD]['’]\s*)+"
)
_BEFORE_NAME: Final = re.compile(  # the opening of a sentence, before the name that it goes on with
    r"^(?:Under|Through|With|Within|Comprising|Including|Following|Since|During|Via|Despite|Given|While|When|Although|"
    r"Because|Unlike|Upon|Using|Dans(?:\s+le\s+cadre)?|Avec|Selon|Depuis|Pendant|Lors|Après|Grâce(?:\s+(?:aux?|à))?|Afin|Malgré)\s+"
    r"(?=(?:(?:the|an?|its|their|our|le|la|les|une?|des?|du|aux?|d['’]|l['’])\s*)*[A-ZÀ-ÖØ-Þ0-9«“\"])"
)
_DAY_BEFORE: Final = re.compile(  # before a name, where it says when that was done: "9 février 2007 deux projets"
    r"^(?:le\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+|dimanche\s+)?\d{1,2}(?:er)?\s+(?:janvier|février|mars|avril|"
    r"mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s+(?:(?:19|20)\d\d,?\s+)?(?=[^\W\d])"
)
_BARE_NOUN: Final = re.compile(  # before the object of a verb: "soumettre à consultation l’avant-projet de loi"
    r"^(?!\w*(?:er|ir|re)\s)[a-zà-ÿ]{4,}\s+(?:l[ae]s?\s+|l[’'])(?=[a-zà-ÿ])"
)
_WEEKDAY: Final = re.compile(  # at the end of a name, where it says when something was done
    r"\s+on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|(?<!\b[dl][ue])\s+(?:lun|mar|mercre|jeu|vendre|same)di$|"
    r"(?<!\b[dl][ue])\s+dimanche$"
)
_EXAMPLES: Final = re.compile(r",?\s(?:including|y compris|notamment)\s.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """The name of a piece of work at `text[start:end]`, and how it was found."""

    start: int
    end: int
    text: str
    how: How
    whole: tuple[int, int] | None = (
        None  # of an agreement called by its sides, which are marked as parties, not as title
    )

    @property
    def place(self) -> tuple[int, int]:
        """Where its words stand."""
        return self.whole or (self.start, self.end)


def find_titles(
    text: str, lexicon: Lexicon, parties: Sequence[Party], salient: Iterable[str] = (), *, is_heading: bool = False
) -> list[TitleSpan]:
    """The names of pieces of work that a text gives, in order, none within another.

    Args:
        text: the text.
        lexicon: the words of its language.
        parties: the parties that the text names; their names are none.
        salient: names that the document repeats.
        is_heading: whether the text is a heading, whose first word has its capital in any case.
    """
    found: list[TitleSpan] = []
    for span in _quoted(text, lexicon, parties):
        _add(found, span, parties)
    for finder in (_agreements, _classified, _named_kinds, _lowercase, _capitalised):
        for each in finder(text, lexicon):
            span = _behind_parties(text, each, parties) if finder is _capitalised else each
            inside = [one for one in parties if one.start < span.end and span.start < one.end]
            if (finder is _classified and inside) or (
                finder is _named_kinds and any(one.id in entries() for one in inside)
            ):
                continue
            if finder is _capitalised and inside and _is_party_by_head(text, span, inside, lexicon):
                continue
            generic = span.how != "agreement" and lexicon.regex("generic_title").fullmatch(straight(span.text))
            if not generic and (is_heading or finder is not _lowercase or not _opens(text, span.start)):
                _add(found, span, parties)
    for name in salient:
        for hit in _whole(name).finditer(text) if name in text else ():
            _add(found, TitleSpan(*hit.span(), hit.group(), "salient"), parties)
    return sorted(found, key=lambda one: one.start)


def _behind_parties(text: str, span: TitleSpan, parties: Sequence[Party]) -> TitleSpan:
    """The name behind the parties that act on it: "the State of Ruritania and Road Agency on the Bridge Project"."""
    at = span.start
    while one := next((each for each in parties if each.start == at and each.end < span.end), None):
        if works := _WORKS_ON.match(text, one.end, span.end):
            start, end = trim(text, works.end(), span.end)
            return replace(span, start=start, end=end, text=text[start:end]) if end - start >= MIN_CHARACTERS else span
        joined = JOINED.match(text, one.end, span.end)
        at = joined.end() if joined else span.end
    return span


def _is_party_by_head(text: str, span: TitleSpan, inside: Sequence[Party], lexicon: Lexicon) -> bool:
    """Whether each word that says what a name is stands in that of a party: "Standard Chartered and Northern Rail"."""
    heads = [hit.span() for hit in lexicon.regex("head_word").finditer(text, span.start, span.end)]
    return bool(heads) and all(any(one.start <= start and end <= one.end for one in inside) for start, end in heads)


@lru_cache(maxsize=4096)
def _whole(name: str) -> re.Pattern[str]:
    """A name as whole words."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _add(found: list[TitleSpan], span: TitleSpan, parties: Sequence[Party]) -> None:
    if STOP in span.text or any(one.start < span.end and span.start < one.end for one in found):
        return
    covered = [one for one in parties if one.start < span.end and span.start < one.end]
    if any(one.start <= span.start and span.end <= one.end for one in covered):
        return
    found.append(span)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the article before it, and without examples, small words and marks at its end."""
    part = text[start:end]
    for edge in (_DAY_BEFORE, _BEFORE_NAME, _ARTICLE, _BARE_NOUN):
        if led := edge.match(part):
            start += led.end()
            part = text[start:end]
    end = name_end(text, start, end)
    part = _WEEKDAY.sub("", _EXAMPLES.sub("", text[start:end]).rstrip())
    while cut := SMALL_END.search(part):
        part = part[: cut.start()]
    part = part.rstrip(" .,;:–—-\u2029")
    return start, start + len(part)


def _quoted(text: str, lexicon: Lexicon, parties: Sequence[Party]) -> Iterator[TitleSpan]:
    flat = straight(text)
    single = _SINGLE_QUOTED.finditer(text) if lexicon.language == "en" else ()
    for hit in chain(lexicon.regex("quoted").finditer(text), single):
        before, behind = flat[max(hit.start() - 60, 0) : hit.start()], flat[hit.end() : hit.end() + 40]
        named = bool(lexicon.regex("quote_lead").search(before) or lexicon.regex("quote_tail").match(behind))
        named = named or any(text[hit.end() : one.start] in (", ", " – ", " - ", " (") for one in parties)
        inside = lexicon.regex("kind_word").search(hit[1]) or lexicon.regex("head_word").search(hit[1])
        if lexicon.regex("not_quoted").search(before) and not lexicon.regex("quote_lead").search(before):
            continue
        if is_common(_ARTICLE.sub("", hit[1])):  # "referred to below as “the Participants”"
            continue
        if (named or (inside and hit[1][:1].isupper())) and any(map(str.isalpha, hit[1])):
            yield TitleSpan(*hit.span(1), hit[1], "quoted")


def _agreements(text: str, lexicon: Lexicon) -> Iterator[TitleSpan]:
    """Agreements without a proper name, called by their sides or their matter."""
    for hit in lexicon.regex("agreement_phrase").finditer(text):
        key = "np" if hit["np"] else "np2"
        start, end = trim(text, *hit.span(key))
        sides = lexicon.regex("sides_of").search(straight(text), start, end)
        head = trim(text, start, sides.start())[1] if sides else end
        if head - start >= MIN_CHARACTERS:
            yield TitleSpan(start, head, text[start:end], "agreement", (start, end))


def _classified(text: str, lexicon: Lexicon) -> Iterator[TitleSpan]:
    """A proper name behind a word that says what it names: "the app Shoreline", "le projet Rives vertes"."""
    for hit in lexicon.regex("classified").finditer(text):
        start, end = trim(text, hit.start("name"), hit.end("name"))
        name = text[start:end]
        if len(name) >= MIN_CHARACTERS and not lexicon.regex("not_title").search(name) and not _is_plain(name, lexicon):
            yield TitleSpan(start, end, name, "classified")


def _named_kinds(text: str, lexicon: Lexicon) -> Iterator[TitleSpan]:
    """A proper name before a word that says what it names: "the Business Call Centre pilot project"."""
    if lexicon.language != "en":
        return
    for first, last in _sequences(text):
        hit = lexicon.regex("kind_behind").match(text, last)
        if not hit:
            continue
        start, _ = _without_opening(text, first, last, lexicon)
        words = text[start:last].split()
        if not words or start >= last or lexicon.regex("not_salient").match(text[start:last]):
            continue
        if len(words) >= MIN_WORDS or any(map(str.isupper, words[0][1:])):
            yield TitleSpan(start, hit.end(), text[start : hit.end()], "classified")


def _lowercase(text: str, lexicon: Lexicon) -> Iterator[TitleSpan]:
    """A name as French writes it: a capital only on the word that says what it is."""
    for hit in lexicon.regex("french_name").finditer(straight(text)):
        start, end = trim(text, *hit.span())
        name = text[start:end]
        if not _is_of_other_kind(name, lexicon):
            yield TitleSpan(start, end, name, "capitalised")


def is_work_by_context(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name that may be a body's is that of a piece of work, by what stands around it."""
    flat = straight(text)
    if not lexicon.regex("body_or_work").search(flat[start:end]):
        return False
    before, behind = flat[max(start - 30, 0) : start], flat[end : end + 90]
    return bool(lexicon.regex("work_before").search(before) or lexicon.regex("work_behind").search(behind))


def _capitalised(text: str, lexicon: Lexicon) -> Iterator[TitleSpan]:
    for first, last in _sequences(text):
        start, end = _without_opening(text, first, last, lexicon)
        part = text[start:end]
        by_context = is_work_by_context(text, start, end, lexicon)
        heads = [hit.group() for hit in lexicon.regex("head_word").finditer(part)]
        if heads and not by_context and len(part.split()) <= FEW_WORDS and all(head.endswith("s") for head in heads):
            continue  # "Digital Standards" are a matter, not a piece of work
        if not MIN_WORDS <= len(part.split()) <= MAX_WORDS or not (
            by_context or lexicon.regex("head_word").search(part)
        ):
            continue
        if by_context or not _is_of_other_kind(part, lexicon):
            yield TitleSpan(start, end, part, "capitalised")


def _without_opening(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """A run of capitalised words without those that have their capital from the head of the sentence."""
    while " " in text[start:end] and fold(text[start:end].split()[0]) in _OPENING:
        start += len(text[start:end].split(" ", 1)[0]) + 1
    if _opens(text, start) and (led := _OPENER[lexicon.language].match(text, start, end)):
        start = led.end()
    if dated := _IN_MONTH.search(text, start, end):
        end = dated.start()
    return trim(text, _behind_sides(text, start, end, lexicon.language), end)


def _behind_sides(text: str, start: int, end: int, language: str) -> int:
    """Where a name begins behind the governments of which it is: "Namibia and Botswana of the Harbour Protocol"."""
    if not _OF_SIDES.search(text, start, end):
        return start
    at = start
    for one in mentions(text[start:end], language):
        if not one.id or not _BETWEEN_SIDES.fullmatch(text, at, start + one.start):
            break
        at = start + one.end
    link = _OF_SIDES.match(text, at, end) if at > start else None
    return link.end() if link else start


def _opens(text: str, at: int) -> bool:
    return at == 0 or bool(_SENTENCE_START.search(text, max(at - 4, 0), at))


def _sequences(text: str) -> Iterator[tuple[int, int]]:
    """Capitalised words that follow each other, parted behind a possessive."""
    for hit in _SEQUENCE.finditer(text):
        at = hit.start()
        for owner in _OWNER.finditer(text, *hit.span()):
            at = owner.end()
        yield at, hit.end()


def _is_of_other_kind(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of a law, a prize, a body or a part of a text: such a word is its head."""
    if lexicon.regex("office").match(straight(name)) or lexicon.regex("law_name").fullmatch(straight(name)):
        return True
    other = [hit.end() for hit in lexicon.regex("not_title").finditer(name)]
    heads = [hit.end() for hit in lexicon.regex("head_word").finditer(name)]
    return bool(other) and (not heads or max(other) >= max(heads))


def _is_plain(name: str, lexicon: Lexicon) -> bool:
    return fold(name) in lexicon.months or not any(map(str.isalpha, name))


def is_title_case(text: str) -> bool:
    """Whether nearly all words of a text have a capital, as headlines in English have."""
    words = [word for word in re.findall(r"[^\W\d][\w’'-]*", text) if len(word) > MAX_LINK_WORD]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > MANY_WORDS and capitals >= len(words) * MOST_WORDS


def noun_phrase(text: str, start: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that begins here, without its article; None where there is none."""
    hit = lexicon.regex("noun_phrase").match(text, start)
    if not hit:
        return None
    start, end = trim(text, *hit.span())
    return (start, end) if end - start >= MIN_CHARACTERS else None


@lru_cache(maxsize=4096)
def content_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others."""
    return frozenset(_stem(word) for word in re.findall(r"\w+", fold(title)) if word not in _SMALL)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith(("s", "x")) else word


def is_same_title(one: str, other: str) -> bool:
    """Whether two names are of one piece of work: one has all the telling words of the other, two at least."""
    mine, theirs = content_words(one), content_words(other)
    small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    if not small:
        return False
    if small == large:
        return True
    return len(small) >= 2 and small <= large
