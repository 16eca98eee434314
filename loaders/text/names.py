"""Names of jurisdictions in the document: leads, lists of names, and those that no vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.names.resolver import Match, resolver
from graph.text.strings import jurisdiction_slug, tidy
from graph.values import GOVERNING_LEVELS
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.text.rules import Rules, straight

_ABBREVIATION = re.compile(r"^(?P<name>.+?)[\s.]*\(\s*(?P<short>[^\W\d_][\w&.’'-]{1,14})\s*\)[\s.]*$")
_LINE_END = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
WRITTEN: Final = frozenset({"name", "alternative", "former"})
LONGEST_NAME: Final = 5  # parts of one name in a list
KNOWN_COST, UNKNOWN_COST, COMMA_COST = 0.1, 1.0, 50.0  # of a known name, an unknown one, and a comma within one
MIN_CONFIDENCE: Final = 0.8  # below it a name becomes a new node: a wrong lead is worse


@dataclass(frozen=True, slots=True)
class Named:
    """A jurisdiction as the document names it.

    `id` is None where the name may mean several (`alternatives`). `known`: whether the vocabulary has it; else
    `name`, `abbreviation` and `level` are what the document says of it, the level by the rule `level_rule`. `part_of`:
    the government after which a body is named, if it is likely one of that government.
    """

    id: str | None
    name: str
    known: bool
    abbreviation: str | None = None
    level: str = "other"
    level_rule: str | None = None
    alternatives: tuple[str, ...] = ()
    part_of: str | None = None


def name_jurisdiction(written: str, rules: Rules) -> Named:
    """The jurisdiction that a name means, which may be of several lines; a new one if the name is unknown."""
    match = _resolve(written, rules.language)
    name, short = _parts(written)
    if match.id:
        return Named(match.id, name, known=True, abbreviation=short)
    if match.how == "ambiguous":
        return Named(None, name, known=False, alternatives=match.alternatives)
    flat = straight(name)
    rule = next((rule for rule in rules.rules("levels") if rule.pattern.search(flat)), None)
    level = (rule.value if rule else None) or "other"
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
    """Resolve a name; if only its kind is ambiguous, to a government of the council."""
    match = resolver().resolve(written, language)
    if match.id and match.confidence >= MIN_CONFIDENCE:
        return match
    if match.how == "ambiguous":
        governing = resolver().resolve(written, language, GOVERNING_LEVELS)
        return governing if governing.id and governing.how == "context" else match
    return Match(None, "none", 0.0)


def is_known(written: str, language: str) -> bool:
    """Whether a name means one jurisdiction of the vocabulary, or may mean several."""
    match = _resolve(written, language)
    return bool(match.id) or match.how == "ambiguous"


def same_family(one: str, other: str) -> bool:
    """Whether one jurisdiction is the other, or part of it; a city is no part of its province here."""
    return one in _within(other) or other in _within(one)


@lru_cache(maxsize=4096)
def _within(identifier: str) -> tuple[str, ...]:
    """The jurisdiction, and what it is part of as far up as a government."""
    line = lineage(identifier)
    known = entries()
    top = next((at for at, each in enumerate(line) if each in known and known[each].is_government), len(line))
    return line[: top + 1]


def _parts(written: str) -> tuple[str, str | None]:
    """The name without line ends and end punctuation, and the abbreviation in brackets behind it."""
    text = tidy(_LINE_END.sub("-", written))
    found = _ABBREVIATION.match(text)
    name = (found["name"] if found else text).rstrip(" .:,;")
    return name or text, found["short"] if found else None


def _caps(text: str) -> bool:
    return text.upper() == text


_WORD = re.compile(r"[^\W\d_]+")


def _recase(name: str) -> str:
    """A name in capitals as it is written in a sentence; any other as it is."""
    if not _caps(name):
        return name
    first = next(iter(_WORD.finditer(name)), None)

    def lower(found: re.Match[str]) -> str:
        word = found.group().lower()
        if len(word) == 1 and name[found.start() - 1 : found.start()] in ("'", "’"):
            return word  # Nisga’a, the city’s
        is_first = found.start() == (first.start() if first else 0)
        return word if word in NAME_FUNCTION_WORDS and not is_first else word.capitalize()

    return _WORD.sub(lower, name) if len(name) > 4 else name


def split_names(text: str, count: int | None, rules: Rules) -> list[str]:
    """The names of a list such as "A, B and C", in which names may also contain commas and "and".

    Of all ways to split it, the one with the most known names; where the document says how many there are,
    one with that many, if there is any.

    Args:
        text: the list.
        count: how many names the document says there are, if it does.
        rules: those of the language.
    """
    atoms, joints = _atoms(text, rules)
    ways: list[dict[int, tuple[float, list[str]]]] = [{0: (0.0, [])}]
    for stop in range(1, len(atoms) + 1):
        here: dict[int, tuple[float, list[str]]] = {}
        for start in range(max(0, stop - LONGEST_NAME), stop):
            name, cost = _segment(atoms[start:stop], joints[start : stop - 1], rules)
            for size, (before, names) in ways[start].items():
                way = (before + cost, [*names, name])
                if size + 1 not in here or way[0] < here[size + 1][0]:
                    here[size + 1] = way
        ways.append(here)
    last = ways[-1]
    best = last[count] if count in last else min(last.values(), key=lambda way: way[0])
    return [name for name in best[1] if name]


def _atoms(text: str, rules: Rules) -> tuple[list[str], list[str]]:
    """The smallest parts of a list, and the separators between them; with semicolons, only these part names."""
    mark = ";" if ";" in text else ","
    atoms, joints, start, depth = [], [], 0, 0
    flat = straight(text)
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        hit = (
            next((hit for joiner in rules.name_joiners if (hit := joiner.match(flat, at))), None) if not depth else None
        )
        if at >= start and (hit or (char == mark and depth <= 0)):
            atoms.append(text[start:at])
            joints.append(hit.group() if hit else mark)
            start = hit.end() if hit else at + 1
    atoms.append(text[start:])
    kept = [at for at, atom in enumerate(atoms) if atom.strip(" .")]
    return [atoms[at].strip(" .") for at in kept], [joints[at] for at in kept[:-1]]


def _without_article(name: str, rules: Rules) -> str:
    found = rules.pattern("name_articles").match(straight(name))
    return name[found.end() :] if found else name


def _segment(atoms: Sequence[str], joints: Sequence[str], rules: Rules) -> tuple[str, float]:
    """Parts taken as one name, and how unlikely that is."""
    whole = atoms[0] + "".join(
        f"{',' if joint == ',' else joint.rstrip()} {atom}" for joint, atom in zip(joints, atoms[1:], strict=True)
    )
    name = _without_article(whole.strip(), rules)
    if len(atoms) == 1:
        return name, KNOWN_COST if is_known(name, rules.language) else UNKNOWN_COST
    match = resolver().resolve(name, rules.language)
    if match.id and match.how in WRITTEN:
        return name, KNOWN_COST
    return name, UNKNOWN_COST * len(atoms) + (COMMA_COST if {",", ";"} & set(joints) else UNKNOWN_COST)
