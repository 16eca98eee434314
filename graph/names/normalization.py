"""How one name is written in many ways: keys that spellings share, and the parts that a written name is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.text import words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐‑]\s*\n\s*(?=[^\W\d_])")
_BRACKET = re.compile(r"^(?P<outer>.*\S)\s*[(\[](?P<inner>[^()\[\]]*)[)\]]\W*$", re.DOTALL)
_OPENER = re.compile(r".*\b(of|of the|for|de|du|des|de la|de l['’]|d['’])\s*$", re.IGNORECASE)
_FORMERLY = re.compile(r"^(formerly|previously|ancien|ex-)", re.IGNORECASE)
_BUDGET = re.compile(r"\s+[-–—]\s+(?:non-?)?(?:budgetary|statutory|voted|staff)\W*$", re.IGNORECASE)
_PORTION = re.compile(
    r"^(?P<body>.*\S),?\s+(?:and (?:that|the) portion of the|et (?:le secteur|la partie) de l['’])\s*"
    r"(?:federal public administration|administration publique fédérale)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_STAFF = re.compile(
    r"^(?:the )?(?:staff of(?: the)?|personnel (?:de la|du|de l['’]|des|de))\s*(?P<body>\S.*)$", re.IGNORECASE
)
_PREFIX = re.compile(r"\b(co|sub|non|inter|sous|télé|tele)[-‐‑](?=[^\W\d_]{3})", re.IGNORECASE)
_PAIR = re.compile(r"^\s*([^\W\d_]{2,8})\s*[-–/]\s*([^\W\d_]{2,8})\s*$")

# What kind of body a name says that it is; people leave it out, and nothing is lost where the rest fits one name.
_ENGLISH_BODIES = (
    *("department", "ministry", "office", "agency", "commission", "board", "authority", "corporation", "council"),
    *("tribunal", "secretariat", "centre", "center", "committee", "foundation"),
)
_FRENCH_BODIES = (
    *("ministere", "bureau", "agence", "commission", "office", "conseil", "tribunal", "secretariat", "centre"),
    *("administration", "comite", "fondation", "societe"),
)
BODIES = frozenset((*_ENGLISH_BODIES, *_FRENCH_BODIES))
LEGAL_FORMS = frozenset({"inc", "ltd", "limited", "limitee", "ltee", "scc"})

# What stands before the bare name of a government, and the levels it can then be.
GOVERNMENTS = {
    **dict.fromkeys(("government", "gouvernement", "gov", "govt", "gouv"), ("federal", "provincial", "territorial")),
    **dict.fromkeys(("province",), ("provincial",)),
    **dict.fromkeys(("territory", "territoire"), ("territorial",)),
    **dict.fromkeys(("city", "ville", "town", "municipality", "municipalite", "cite"), ("municipal",)),
}


def clean(text: str) -> str:
    """A name without invisible characters; words that a line end split are whole again."""
    return _LINE_END.sub("-", _HIDDEN.sub("", text))


def rejoined(text: str) -> str:
    """The same name with hyphens at line ends taken for mere word breaks: ``DÉVELOP-⏎PEMENT``."""
    return _LINE_END.sub("", _HIDDEN.sub("", text))


@lru_cache(maxsize=8192)  # one name is taken to pieces for several keys
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name; ``&``, ``et`` and ``and`` are one word."""
    return tuple("and" if word == "et" else word for word in words(text.replace("&", " and ")))


def key(text: str) -> str:
    """What spellings of one name share when only case, accents, hyphens and punctuation differ."""
    return " ".join(tokens(text))


def content(text: str) -> tuple[str, ...]:
    """The words of a name that are no articles, prepositions or conjunctions."""
    return tuple(word for word in tokens(text) if word not in NAME_FUNCTION_WORDS)


def loose_key(text: str) -> str:
    """The content words of a name; empty where fewer than two remain."""
    kept = content(text)
    return " ".join(kept) if len(kept) > 1 else ""


def short_key(text: str) -> str:
    """The content words without ``Canada`` and legal forms such as ``Inc.``; empty below two words."""
    kept = [word for word in content(text) if word != "canada" and word not in LEGAL_FORMS]
    return " ".join(kept) if len(kept) > 1 else ""


def bare(text: str) -> str:
    """A name without the small words before it: ``l’Ontario``, ``de la Saskatchewan``, ``The Senate``."""
    found = list(tokens(text))
    while len(found) > 1 and found[0] in NAME_FUNCTION_WORDS:
        found.pop(0)
    return " ".join(found)


def singular(text: str) -> str:
    """A name without a possessive ending: ``Ontario’s`` is ``Ontario``."""
    found = tokens(text)
    return " ".join(found[:-1]) if len(found) > 1 and found[-1] == "s" else ""


def initials(text: str) -> str:
    """Dotted initials as one word: ``P.E.I.`` is ``pei``; empty for anything else."""
    found = tokens(text)
    return "".join(found) if len(found) > 1 and all(len(word) == 1 for word in found) else ""


def governed(text: str) -> tuple[str, tuple[str, ...]]:
    """The bare name in ``Government of Ontario`` and the levels it can be of; empty for other names."""
    rest, levels = list(tokens(text)), None
    while len(rest) > 1 and (rest[0] in GOVERNMENTS or rest[0] in NAME_FUNCTION_WORDS):
        levels = GOVERNMENTS.get(rest.pop(0), levels)  # fillers within the name belong to it
    if levels is None and len(rest) > 1 and rest[-1] in GOVERNMENTS:
        levels = GOVERNMENTS[rest.pop()]
    return (" ".join(rest), levels) if levels else ("", ())


def bracketed(text: str) -> tuple[str, str | None] | None:
    """A name and what stands in brackets behind it.

    The second is None where the brackets add nothing: an earlier name, or the beginning of the name itself,
    ``Justice (Department of)``, which is put back in its place.
    """
    if not (found := _BRACKET.match(text)):
        return None
    outer, inner = found["outer"], found["inner"].strip()
    if _OPENER.match(inner):
        return f"{inner} {outer}", None
    return outer, (inner if inner and not _FORMERLY.match(inner) else None)


def body_named(text: str) -> str:
    """A name without what accounts and statutes add to it; the name itself where they add nothing.

    >>> body_named("Canadian Air Transport Security Authority - Budgetary")
    'Canadian Air Transport Security Authority'
    >>> body_named("Staff of the Supreme Court")
    'Supreme Court'
    """
    rest = _BUDGET.sub("", text)
    for pattern in (_PORTION, _STAFF):
        if found := pattern.match(rest):
            rest = found["body"]
    return rest


def one_word(text: str) -> str:
    """A name with its prefixes joined: ``Co-ordinator`` is ``Coordinator``."""
    return _PREFIX.sub(r"\1", text)


def telling(text: str) -> tuple[str, ...]:
    """The content words of a name without ``canada`` and ``and``."""
    return tuple(word for word in content(text) if word not in ("canada", "and"))


def unqualified(text: str) -> tuple[str, ...]:
    """The telling words of a name without the kind of body at its beginning or end."""
    kept = list(telling(text))
    if kept and kept[0] in BODIES:
        kept.pop(0)
    if kept and kept[-1] in BODIES:
        kept.pop()
    return tuple(kept)


def pair(text: str) -> tuple[str, str] | None:
    """The two abbreviations in ``cra-arc`` or ``CRA/ARC``."""
    found = _PAIR.match(text)
    return (found[1], found[2]) if found else None


def parts(text: str) -> Iterator[tuple[str, ...]]:
    """The ways to take a name for several names side by side, the surest separator first."""
    for separator in (r"\s*\|\s*", r"\s*/\s*", r"\s*\n\s*\n\s*", r"\s+[-–—]\s+", r"\s*[,;]\s+"):
        found = tuple(part for part in re.split(separator, text.strip()) if part.strip())
        if len(found) > 1:
            yield found


def abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of `short` is a word of `full` or shortens it, in order, a last ``canada`` aside.

    ``("military", "ext", "cmte")`` shortens ``("military", "external", "committee")``. A third of the words
    must be written out.
    """
    if len(full) == len(short) + 1 and full[-1] == "canada":
        full = full[:-1]
    if len(short) != len(full):
        return False
    same = sum(a == b for a, b in zip(short, full, strict=True))
    return same * 3 >= len(full) and all(_shortens(a, b) for a, b in zip(short, full, strict=True))


def _shortens(short: str, full: str) -> bool:
    if full.startswith(short):
        return len(short) > 1 or short == full
    letters = iter(full)
    return len(short) > 2 and short[0] == full[0] and all(letter in letters for letter in short)
