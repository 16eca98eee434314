"""The rules of free text per language (YAML data): words for initiatives, roles and dates, and named patterns.

In a pattern ``{name}`` stands for a macro of the file; ``{party}``, ``{parties}``, ``{title}`` and ``{date}`` stand for
what a text names, of which each character is replaced by a mark so that places stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from graph.text.macros import fill_macros
from graph.text.yaml import load_yaml_file
from loaders.text.rules import DATE, OTHER
from loaders.text.verbs import verb_pattern

PARTY, TITLE = OTHER, "\ue004"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern.

    Attributes:
        stated: whether its words say the fact of this initiative.
        kind: of a date.
        weight: what it adds to the piece of work that it names.
    """

    name: str
    regex: re.Pattern[str]
    stated: bool = True
    kind: str | None = None
    weight: float = 0.0


class Lexicon:
    """The words and patterns of one language."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.language: str = raw["language"]
        self._macros: dict[str, str] = {
            "party": f"{PARTY}++(?:['’]s)?",
            "title": f'(?:[“«"]\\s?)?{TITLE}++(?:\\s?[”»"])?',
            "date": f"{DATE}++",
            **raw["macros"],
        }
        verbs: dict[str, str] = raw["verbs"]
        self._macros |= {name: verb_pattern(listed, self.language) for name, listed in verbs.items()}
        self._macros["act"] = verb_pattern(",".join(verbs.values()), self.language)
        for name, kinds in (("made", ("make", "carry", "fund")), ("led", ("make", "carry"))):
            listed = ",".join(verbs[kind] for kind in kinds)
            self._macros[name] = verb_pattern(listed, self.language, participles=True)

    @lru_cache(maxsize=256)  # noqa: B019 (one per language, for good)
    def regex(self, key: str) -> re.Pattern[str]:
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
            )
            for each in self._raw[group]
        )

    @lru_cache(maxsize=1 << 14)  # noqa: B019 (one per language; a document is read twice, most of its clauses alike)
    def hits(self, group: str, view: str, start: int, stop: int) -> tuple[tuple[Pattern, re.Match[str]], ...]:
        """Where the patterns of a group stand between two places of an annotated text, in the order of the patterns."""
        return tuple((rule, hit) for rule in self.patterns(group) for hit in rule.regex.finditer(view, start, stop))

    def names_kind(self, kind: str, text: str) -> bool:
        """Whether a text speaks of "the portal", "this portal" for a portal."""
        return bool(re.search(rf"{self.regex('the').pattern}{re.escape(kind)}\b", text, re.IGNORECASE))

    @cached_property
    def months(self) -> frozenset[str]:
        """The names of months."""
        return frozenset(self._raw["months"])

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its macros filled in; case does not matter unless it says so."""
        return re.compile(fill_macros(pattern, self._macros), re.IGNORECASE)


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``en`` or ``fr``."""
    return Lexicon(load_yaml_file(Path(__file__).parent / f"{language}.yaml"))
