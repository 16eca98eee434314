"""Normalize names: keys that the spellings of a name share, and the parts of a written name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.text.strings import words
from graph.text.yaml import load_yaml_file
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS
from graph.vocabulary.jurisdictions import FOLDER

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # a dash or an apostrophe, by a wrong code
_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐‑]\s*\n\s*(?=[^\W\d_])")
_BRACKET = re.compile(r"^(?P<outer>.*\S)\s*[(\[](?P<inner>[^()\[\]]*)[)\]]\W*$", re.DOTALL)
_OPENER = re.compile(r".*\b(of|of the|for|de|du|des|de la|de l['’]|d['’])\s*$", re.IGNORECASE)
# “Finances Canada, Ministère des”, where a comma stands for the brackets
_TURNED = re.compile(
    r"^(?P<outer>[^,;]*\S)\s*,\s*(?P<inner>(?:Office|Department|Ministry|Bureau|Minist[eè]re|Commission|Secr[eé]tariat)"
    r"\s+(?:of|of the|de|du|des|de la|de l['’]))\s*$",
    re.IGNORECASE,
)
_TURNED_ARTICLE = re.compile(r"^(?P<name>.+),\s*(?:the|la|le|les|l['’])\s*$", re.IGNORECASE)
_FORMERLY = re.compile(r"^(formerly|previously|ancien|ex-)", re.IGNORECASE)
_DASHES = r"\s+[-–—]\s+"
_PAIR = re.compile(r"^\s*([^\W\d_]{2,8})\s*[-–/]\s*([^\W\d_]{2,8})\s*$")

# Types of bodies; people leave them out, and the rest of the name may still be unambiguous.
_ENGLISH_BODIES = (
    *("department", "ministry", "office", "agency", "commission", "board", "authority", "corporation", "council"),
    *("tribunal", "secretariat", "centre", "center", "committee", "foundation"),
)
_FRENCH_BODIES = (
    *("ministere", "bureau", "agence", "commission", "office", "conseil", "tribunal", "secretariat", "centre"),
    *("administration", "comite", "fondation", "societe"),
)
BODIES = frozenset((*_ENGLISH_BODIES, *_FRENCH_BODIES))
FRAMES = frozenset(("department", "dept", "ministere"))
LONG_NAME = 5  # words of a name of which one is enough, if it is written out
MIN_SQUASHED = 7  # letters of a name whose spaces are left out
LEGAL_FORMS = frozenset({"inc", "ltd", "limited", "limitee", "ltee", "scc"})


@dataclass(frozen=True, slots=True)
class QualifierRule:
    """A pattern of a qualified name, whose first group is the name; examples by qualified name."""

    name: str
    pattern: re.Pattern[str]
    examples: Mapping[str, str]


@lru_cache(maxsize=1)
def qualifier_rules() -> tuple[QualifierRule, ...]:
    """Read the rules for qualified names."""
    raw = load_yaml_file(FOLDER.parent / "name_qualifiers.yaml")
    return tuple(
        QualifierRule(one["name"], re.compile(one["pattern"], re.IGNORECASE | re.DOTALL), one["examples"])
        for one in raw
    )


def remove_invisible(text: str) -> str:
    """Remove invisible and control characters, and line breaks after the hyphens of words."""
    return _LINE_END.sub("-", _CONTROL.sub(" ", _HIDDEN.sub("", text)))


def join_line_breaks(text: str) -> str:
    """Remove invisible characters, and hyphens with line breaks within words: ``DÉVELOP-⏎PEMENT``."""
    return _LINE_END.sub("", _HIDDEN.sub("", text))


@lru_cache(maxsize=8192)  # several keys are made of one name
def tokenize(text: str) -> tuple[str, ...]:
    """Return the folded words of a name; ``&``, ``et`` and ``and`` are one word."""
    return tuple("and" if word == "et" else word for word in words(text.replace("&", " and ")))


def normalize(text: str) -> str:
    """Return the key that spellings share if only case, accents, hyphens and punctuation differ."""
    return " ".join(tokenize(text))


@lru_cache(maxsize=8192)  # several keys are made of one name
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a name without articles, prepositions and conjunctions.

    A possessive ending is kept: St. John’s is not St. John.
    """
    return tuple(word for word in tokenize(text) if word not in NAME_FUNCTION_WORDS or word == "s")


def content_key(text: str) -> str:
    """Return the content words of a name as a key; empty if there are fewer than two."""
    kept = content_words(text)
    return " ".join(kept) if len(kept) > 1 else ""


def core_key(text: str) -> str:
    """Return the content words without ``Canada`` and legal forms such as ``Inc.``; empty if fewer than two."""
    kept = [word for word in content_words(text) if word != "canada" and word not in LEGAL_FORMS]
    return " ".join(kept) if len(kept) > 1 else ""


def strip_function_words(text: str) -> str:
    """Return a name without leading function words: ``l’Ontario``, ``de la Saskatchewan``, ``The Senate``."""
    found = list(tokenize(text))
    while len(found) > 1 and found[0] in NAME_FUNCTION_WORDS:
        found.pop(0)
    return " ".join(found)


def strip_possessive(text: str) -> str:
    """Return a name without a possessive ending: ``Ontario’s`` is ``Ontario``; empty for other names."""
    found = tokenize(text)
    return " ".join(found[:-1]) if len(found) > 1 and found[-1] == "s" else ""


def join_initials(text: str) -> str:
    """Return dotted initials as one word: ``P.E.I.`` is ``pei``; empty for other names."""
    found = tokenize(text)
    return "".join(found) if len(found) > 1 and all(len(word) == 1 for word in found) else ""


def split_brackets(text: str) -> tuple[str, str | None] | None:
    """Return a name and the text in brackets after it.

    The second is None if the brackets hold an earlier name, or the beginning of the name, which then goes to its place:
    ``Justice (Department of)``.
    """
    if not (found := _BRACKET.match(text) or _TURNED.match(text)):
        return None
    outer, inner = found["outer"], found["inner"].strip()
    if _OPENER.match(inner):
        return f"{inner} {outer}", None
    return outer, (inner if inner and not _FORMERLY.match(inner) else None)


def strip_qualifiers(text: str) -> str:
    """Return a name without what accounts and statutes add to it (`name_qualifiers.yaml`).

    >>> strip_qualifiers("Canadian Air Transport Security Authority - Budgetary")
    'Canadian Air Transport Security Authority'
    """
    for rule in qualifier_rules():
        if found := rule.pattern.match(text):
            text = found[1]
    return text


def strip_turned_article(text: str) -> str:
    """Return a name without an article after it: ``Bahamas, The``."""
    found = _TURNED_ARTICLE.match(text)
    return found["name"] if found else text


def distinctive_words(text: str) -> tuple[str, ...]:
    """Return the content words of a name without ``canada`` and ``and``."""
    return tuple(word for word in content_words(text) if word not in ("canada", "and"))


def strip_body_type(text: str) -> tuple[str, ...]:
    """Return the distinctive words of a name without a type of body at its beginning or end."""
    kept = list(distinctive_words(text))
    if kept and kept[0] in BODIES:
        kept.pop(0)
    if kept and kept[-1] in BODIES:
        kept.pop()
    return tuple(kept)


def names_body(text: str) -> bool:
    """Tell whether a name says what type of body it is."""
    return not BODIES.isdisjoint(tokenize(text))


def strip_frame(text: str) -> str:
    """Return what a department is of, if that is one word, as a key; empty for other names.

    >>> strip_frame("Department of Health"), strip_frame("Santé Canada"), strip_frame("Public Safety Canada")
    ('health', 'sante', '')
    """
    kept = list(content_words(text))
    framed = bool(kept) and kept[0] in FRAMES
    if framed:
        kept.pop(0)
    if len(kept) > 1 and kept[-1] == "canada":
        kept.pop()
        framed = True
    return kept[0] if framed and len(kept) == 1 else ""


def squash(text: str) -> str:
    """Return a name without its spaces, as addresses and lists of systems write it: ``viarail``; empty if short."""
    whole = "".join(tokenize(text))
    return whole if len(whole) >= MIN_SQUASHED else ""


def last_of_path(text: str) -> str:
    """Return the last step of a path of organisations, ``/Government/Department``; empty for other names."""
    return text.strip().rstrip("/").rpartition("/")[2].strip() if text.lstrip().startswith("/") else ""


def split_pair(text: str) -> tuple[str, str] | None:
    """Return the two abbreviations in ``cra-arc`` or ``CRA/ARC``."""
    found = _PAIR.match(text)
    return (found[1], found[2]) if found else None


def iter_splits(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to split a name into several names, the surest separator first."""
    for separator in (r"\s*\|\s*", r"\s*/\s*", r"\s*\n\s*\n\s*", _DASHES, r"\s*[,;]\s+"):
        found = tuple(part for part in re.split(separator, text.strip()) if part.strip())
        if len(found) > 1:
            yield found
        for at in range(1, len(found) if separator == _DASHES and len(found) > 2 else 1):
            yield " - ".join(found[:at]), " - ".join(found[at:])  # a name may have a dash of its own


def is_shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether each word of `short` is or shortens the word of `full` at its position, ignoring a last ``canada``.

    ``("military", "ext", "cmte")`` shortens ``("military", "external", "committee")``. A third of the words
    must be written out, of five and more one.
    """
    if len(full) == len(short) + 1 and full[-1] == "canada":
        full = full[:-1]
    if len(full) == len(short) + 1 and full[-1].startswith("canadien"):
        full = full[:-1]
    if len(short) != len(full):
        return False
    same = sum(a == b for a, b in zip(short, full, strict=True))
    least = len(full) / 3 if len(full) < LONG_NAME else 1
    return same >= least and all(shortens(a, b) for a, b in zip(short, full, strict=True))


def shortens(short: str, full: str) -> bool:
    """Tell whether a word is another one, its beginning, or some of its letters: ``cmte``, ``committee``."""
    if full.startswith(short):
        return len(short) > 1 or short == full
    letters = iter(full)
    return len(short) > 1 and short[0] == full[0] and all(letter in letters for letter in short)
