"""The rules of free text per language (YAML data): words for initiatives, roles and dates, and named patterns.

In a pattern ``{name}`` stands for a macro of the file; ``{party}``, ``{parties}``, ``{title}`` and ``{date}`` stand for
what a text names, of which each character is replaced by a mark so that places stay as they are; ``{own}`` stands for
the name of the piece of work of which something is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.text import macros
from graph.text.macros import fill_macros
from graph.text.pattern_cache import PatternCache
from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES
from loaders.text import rules, verbs
from loaders.text.rules import DATE, OTHER, OWN
from loaders.text.verbs import verb_pattern

if TYPE_CHECKING:
    from graph.text.required_words import Regex

PARTY, TITLE = OTHER, "\ue004"
MADE_BY: Final = (__file__, macros.__file__, rules.__file__, verbs.__file__)  # modules that make patterns of the data


PARTICIPLES: Final = {"made": ("make", "carry", "fund"), "led": ("make", "carry")}  # macros, of verbs of some kinds

Label = Literal["lead", "partner", "date", "state", "title", "other"]  # what a label says of work: `{kind}_heading`

SHORT: Final = 500  # characters of a text of which it is remembered which verbs it has


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern.

    Attributes:
        stated: whether its words say the fact of this initiative.
        kind: of a date.
        weight: what it adds to the piece of work that it names.
        needs: what stands in any text in which it is found, and is found faster.
    """

    name: str
    regex: Regex
    stated: bool = True
    kind: str | None = None
    weight: float = 0.0
    needs: Regex | None = None

    def finditer(self, view: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Where it stands between two places of an annotated text."""
        if self.needs is None or self.needs.search(view, start, stop):
            yield from self.regex.finditer(view, start, stop)


class Lexicon:
    """The words and patterns of one language."""

    def __init__(self, raw: Mapping[str, Any], cache: PatternCache | None = None) -> None:
        self._raw, self._cache = raw, cache
        self.language: str = raw["language"]

    @cached_property
    def _macros(self) -> dict[str, str]:
        verbs: dict[str, str] = self._raw["verbs"]
        made = {
            "party": f"{PARTY}++(?:['’]s)?",
            "title": f'(?:[“«"]\\s?)?{TITLE}++(?:\\s?[”»"])?',
            "date": f"{DATE}++",
            "own": rf'(?:[“«"*_\[]{{1,3}}\s?)?{OWN}++(?:\s?[”»"*_\]]{{1,3}}(?:\([^()\s]*\))?)?',
            **self._raw["macros"],
        }
        made |= {name: verb_pattern(listed, self.language) for name, listed in verbs.items()}
        made["act"] = verb_pattern(",".join(verbs.values()), self.language)
        for name, kinds in PARTICIPLES.items():
            listed = ",".join(verbs[kind] for kind in kinds)
            made[name] = verb_pattern(listed, self.language, participles=True)
        return made

    @lru_cache(maxsize=256)  # noqa: B019 (one per language, for good)
    def regex(self, key: str) -> Regex:
        """A pattern of the file that has no name of its own."""
        return self.compile(self._raw["patterns"][key])

    @lru_cache(maxsize=64)  # noqa: B019 (one per language, for good)
    def patterns(self, group: str) -> tuple[Pattern, ...]:
        """The named patterns of a group."""
        return tuple(
            Pattern(
                each["name"],
                self.compile(each["pattern"]),
                each.get("stated", True),
                each.get("kind"),
                each.get("weight", 0.0),
                self.compile(each["needs"]) if "needs" in each else None,
            )
            for each in self._raw[group]
        )

    @lru_cache(maxsize=1 << 14)  # noqa: B019 (one per language; a document is read twice, most of its clauses alike)
    def hits(self, group: str, view: str, start: int, stop: int) -> tuple[tuple[Pattern, re.Match[str]], ...]:
        """Where the patterns of a group stand between two places of an annotated text, in the order of the patterns."""
        return tuple((rule, hit) for rule in self.patterns(group) for hit in rule.finditer(view, start, stop))

    def verbs_in(self, text: str) -> frozenset[str]:
        """The kinds of verbs, participles (`PARTICIPLES`) apart, that a text has a form of."""
        return self._verbs_in_short(text) if len(text) <= SHORT else self._find_verbs(text)

    @lru_cache(maxsize=4096)  # noqa: B019 (one per language; the words near a name are looked at for each use of it)
    def _verbs_in_short(self, text: str) -> frozenset[str]:
        return self._find_verbs(text)

    def _find_verbs(self, text: str) -> frozenset[str]:
        act, kinds = self._verbs
        if not act.search(text):  # none of any kind, as in most short texts
            return frozenset()
        return frozenset(kind for kind, regex in kinds if regex.search(text))

    @cached_property
    def _verbs(self) -> tuple[Regex, list[tuple[str, Regex]]]:
        """The pattern of verbs of any kind, and that of each kind."""
        return self.word("act"), [(kind, self.word(kind)) for kind in (*self._raw["verbs"], *PARTICIPLES)]

    def names_kind(self, kind: str, text: str) -> bool:
        """Whether a text speaks of "the portal", "this portal" for a portal."""
        return bool(re.search(rf"{self.regex('the').pattern}{re.escape(kind)}\b", text, re.IGNORECASE))

    @cached_property
    def months(self) -> frozenset[str]:
        """The names of months."""
        return frozenset(self._raw["months"])

    def word(self, macro: str) -> Regex:
        """A pattern of whole words, for a macro or for verbs."""
        return self.compile(rf"\b{{{macro}}}\b")

    @lru_cache(maxsize=512)  # noqa: B019 (one per language, for good)
    def compile(self, pattern: str) -> Regex:
        """A pattern with its macros filled in; case does not matter unless it says so."""
        kept = self._cache.get(pattern) if self._cache else None
        return kept or re.compile(fill_macros(pattern, self._macros), re.IGNORECASE)

    def keep(self) -> None:
        """Keep all patterns compiled, if they are not."""
        if self._cache:
            self._cache.keep(self._texts)

    def _texts(self) -> dict[str, tuple[str, int]]:
        """All patterns as the file has them, with their macros filled in, and their flags."""
        raw = self._raw
        given = [*raw["patterns"].values(), *(rf"\b{{{name}}}\b" for name in (*raw["verbs"], *PARTICIPLES, "act"))]
        rules = [each for group in raw.values() if isinstance(group, list) for each in group if isinstance(each, dict)]
        given += [each[key] for each in rules for key in ("pattern", "needs") if key in each]
        return {each: (fill_macros(each, self._macros), re.IGNORECASE) for each in given}


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``en`` or ``fr``."""
    path = Path(__file__).parent / f"{language}.yaml"
    return Lexicon(load_yaml_file(path), PatternCache(path, map(Path, MADE_BY)))


def keep_patterns() -> None:
    """Keep the patterns of all languages compiled, if they are not."""
    for language in LANGUAGES:
        lexicon(language).keep()
