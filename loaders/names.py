"""Names of jurisdictions in the document: leads, lists of names, and those that no vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.identity import Match, resolver
from graph.jurisdictions import lineage
from graph.text import jurisdiction_slug, tidy
from loaders.rules import Rules, straight

GOVERNING: Final = frozenset({"federal", "provincial", "territorial"})
_ABBREVIATION = re.compile(r"^(?P<name>.+?)[\s.]*\(\s*(?P<short>[^\W\d_][\w&.’'-]{1,14})\s*\)[\s.]*$")
_LINE_END = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
WRITTEN: Final = frozenset({"name", "alternative", "former"})
MOST_COMMAS: Final = 4
SURE: Final = 0.8  # a looser match than this is a name of its own: a wrong lead is worse than a new one


@dataclass(frozen=True, slots=True)
class Named:
    """A jurisdiction as the document names it.

    `id` is None where the name may mean several (`alternatives`). `known`: whether the vocabulary has it; else
    `name`, `abbreviation` and `level` are what the document says of it, the level by the rule `level_rule`.
    """

    id: str | None
    name: str
    known: bool
    abbreviation: str | None = None
    level: str = "other"
    level_rule: str | None = None
    alternatives: tuple[str, ...] = ()


def name_jurisdiction(written: str, rules: Rules) -> Named:
    """The jurisdiction that a name stands for, several lines as they are; a new one where nothing knows the name."""
    match = _resolve(written, rules.language)
    name, short = _parts(written)
    if match.id:
        return Named(match.id, name, known=True, abbreviation=short)
    if match.how == "ambiguous":
        return Named(None, name, known=False, alternatives=match.alternatives)
    flat = straight(name)
    rule = next((rule for rule in rules.rules("levels") if rule.pattern.search(flat)), None)
    level = (rule.tells if rule else None) or "other"
    return Named(
        jurisdiction_slug(name),
        _recase(name),
        known=False,
        abbreviation=short,
        level=level,
        level_rule=rule.name if rule else None,
    )


@lru_cache(maxsize=4096)
def _resolve(written: str, language: str) -> Match:
    """What a name means; where only the kind of name is unclear, a government that sits on the council."""
    match = resolver().resolve(written, language)
    if match.id and match.confidence >= SURE:
        return match
    if match.how == "ambiguous":
        governing = resolver().resolve(written, language, GOVERNING)
        return governing if governing.id and governing.how == "context" else match
    return Match(None, "none", 0.0)


def is_known(written: str, language: str) -> bool:
    """Whether a name means one jurisdiction of the vocabulary, or may mean several."""
    match = _resolve(written, language)
    return bool(match.id) or match.how == "ambiguous"


def same_family(one: str, other: str) -> bool:
    """Whether one jurisdiction is the other, or part of it."""
    return one in lineage(other) or other in lineage(one)


def _parts(written: str) -> tuple[str, str | None]:
    """The name without line ends and end punctuation, and the abbreviation in brackets behind it."""
    text = tidy(_LINE_END.sub("-", written))
    found = _ABBREVIATION.match(text)
    name = (found["name"] if found else text).rstrip(" .:,;")
    return name or text, found["short"] if found else None


def _caps(text: str) -> bool:
    return text.upper() == text


_SMALL: Final = frozenset(
    ("of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "et", "en", "au", "aux", "d", "l")
)
_WORD = re.compile(r"[^\W\d_]+")


def _recase(name: str) -> str:
    """A name in capitals as it is written in a sentence; any other as it is."""
    if not _caps(name):
        return name
    first = next(iter(_WORD.finditer(name)), None)

    def lower(found: re.Match[str]) -> str:
        word = found.group().lower()
        return word if word in _SMALL and found.start() != (first.start() if first else 0) else word.capitalize()

    return _WORD.sub(lower, name) if len(name) > 4 else name


def split_names(text: str, count: int | None, rules: Rules) -> list[str]:
    """The names of a list such as "A, B and C", where "and" may stand inside a name as well.

    Args:
        text: the list.
        count: how many names the document says there are, if it does.
        rules: those of the language.
    """
    parts = _merged([part.strip(" .") for part in _split_outside_brackets(text) if part.strip(" .")], rules)
    names: list[str] = []
    for at, part in enumerate(parts):
        missing = (count - len(names) - (len(parts) - 1 - at)) if count else None
        last = at == len(parts) - 1
        names.extend(_split_last(part, missing, rules) if last or not is_known(part, rules.language) else [part])
    return [name for each in names if (name := rules.pattern("name_articles").sub("", each.strip(), count=1))]


def _split_outside_brackets(text: str) -> list[str]:
    separator = ";" if ";" in text else ","
    depth, parts = 0, [""]
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == separator and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _merged(parts: Sequence[str], rules: Rules) -> list[str]:
    """The parts, with those put together again that are one known name with commas in it."""
    made: list[str] = []
    at = 0
    while at < len(parts):
        size = next(
            (size for size in range(min(MOST_COMMAS, len(parts) - at), 1, -1) if _is_one(parts[at : at + size], rules)),
            1,
        )
        made.append(", ".join(parts[at : at + size]))
        at += size
    return made


def _is_one(parts: Sequence[str], rules: Rules) -> bool:
    whole = rules.pattern("name_articles").sub("", ", ".join(parts), count=1)
    return resolver().resolve(whole, rules.language).how in WRITTEN and not any(
        is_known(part, rules.language) for part in parts
    )


def _split_last(part: str, missing: int | None, rules: Rules) -> list[str]:
    """One or two names (or more, where all are known) of a text whose joining words may be part of a name."""
    whole = rules.pattern("name_articles").sub("", part, count=1)
    cuts = sorted(
        {(hit.start(), hit.end()) for joiner in rules.name_joiners for hit in joiner.finditer(straight(part))}
    )
    if not cuts or missing == 1 or (missing is None and is_known(whole, rules.language)):
        return [part]
    ranked = sorted(cuts, key=lambda cut: (-_known_sides(part, cut, rules), -cut[0]))
    best = ranked[0]
    if missing is None and not _known_sides(part, best, rules):
        return [part]
    left, right = part[: best[0]], part[best[1] :]
    more = missing - 1 if missing else None
    return [*_split_last(left, more, rules), right] if more is None or more > 1 else [left, right]


def _known_sides(part: str, cut: tuple[int, int], rules: Rules) -> int:
    sides: Sequence[str] = (part[: cut[0]], part[cut[1] :])
    articles = rules.pattern("name_articles")
    return sum(is_known(articles.sub("", side.strip(" ."), count=1), rules.language) for side in sides)
