"""The forms of verbs of the lexicon: "launch" stands for launches, launched and launching, « lancer » for its own.

A verb of the data is written in its base form; irregular forms follow behind slashes ("build/built"), and what belongs
to it behind its first word ("set up", « mettre en place »). A form that begins with "=" is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_DOUBLED: Final = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgmnpt]$")
_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$")
_PARTICIPLE: Final = {"en": re.compile(r"ed$"), "fr": re.compile(r"(?:é|i)e?s?$")}
_LETTER_CHANGE: Final = re.compile(r"(.*)[eé]([bcdfglmnprstvz]{1,2})$")


def verb_pattern(verbs: str, language: str, *, participles: bool = False) -> str:
    """A pattern for all forms of some verbs.

    Args:
        verbs: base forms, parted by commas.
        language: "en" or "fr".
        participles: whether only past participles are meant, with the irregular forms.
    """
    given: list[str] = []
    forms: dict[str, set[str]] = {}  # by the words behind the verb
    for verb in filter(None, (each.strip() for each in verbs.split(","))):
        if verb.startswith("="):
            given.append(verb[1:])
            continue
        first, _, rest = verb.partition(" ")
        base, *irregular = first.split("/")
        regular = [base, *(_english(base) if language == "en" else _french(base))]
        if participles:
            regular = [form for form in regular if _PARTICIPLE[language].search(form)]
        forms.setdefault(rest, set()).update(irregular, regular)
    made = [
        _any_of(words) + (r"\s+" + rest.replace(" ", r"\s+") if rest else "") for rest, words in forms.items() if words
    ]
    return f"(?:{'|'.join([*given, *sorted(made, key=len)])})"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, which share their beginnings: it compiles and matches faster than a list."""
    tree: dict[str, Any] = {}
    for word in words:
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    ends = "" in tree
    branches = [re.escape(letter) + _branch(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    single = len(branches) == 1 and not ends
    return branches[0] if single else f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _english(base: str) -> Iterator[str]:
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
        return
    yield f"{base}es" if _SIBILANT.search(base) else f"{base}s"
    yield from (f"{stem}ed", f"{stem}ing")
    if _DOUBLED.search(base):
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")


def _french(base: str) -> Iterator[str]:
    if base.endswith("er"):
        yield from _first_group(base[:-2])
    elif base.endswith("ir"):
        stem = base[:-1]
        yield from (stem + end for end in ("", "e", "s", "es", "t", "ssent", "ra", "ront", "ssait", "ssant"))


def _first_group(stem: str) -> Iterator[str]:
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1:], stem)  # before a: lançait, partageait
    yield from (stem + end for end in ("e", "ent", "é", "ée", "és", "ées", "er", "era", "eront", "ons"))
    yield from (soft + end for end in ("a", "ait", "aient", "ant"))
    if stem.endswith(("oy", "uy")):
        yield from (f"{stem[:-1]}i{end}" for end in ("e", "ent", "era", "eront"))
    elif stem.endswith("el"):
        yield from (f"{stem}l{end}" for end in ("e", "ent", "era", "eront"))
    elif change := _LETTER_CHANGE.fullmatch(stem):
        yield from (f"{change[1]}è{change[2]}{end}" for end in ("e", "ent", "era", "eront"))
