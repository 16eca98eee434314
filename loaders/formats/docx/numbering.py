"""The bullets and numbers of list items in Word documents, which are not part of the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from loaders.formats.docx.package import Package, local

if TYPE_CHECKING:
    Element = Any

BULLET: Final = "•"
BELOW: Final = "o"  # the mark of a list within a list
INHERITED: Final = 12  # styles based on each other


@dataclass(slots=True)
class Lists:
    """The lists of a document, their numbers counted as the paragraphs come."""

    package: Package
    _formats: dict[tuple[str, str], str] = field(default_factory=dict)
    _styles: dict[str, Any] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        styles, numbering = self.package.related("styles"), self.package.related("numbering")
        if styles is not None:
            self._styles = {local(style, "styleId"): style for style in styles.iterchildren("{*}style")}
        if numbering is not None:
            self._formats = _formats(numbering)

    def style(self, paragraph: Element) -> str:
        """The name of a paragraph's style in lower case, empty for the usual one."""
        given = paragraph.find("{*}pPr/{*}pStyle")
        if given is None:
            return ""
        style = self._styles.get(local(given, "val"))
        name = style.find("{*}name") if style is not None else None
        return (local(name, "val") if name is not None else local(given, "val")).casefold()

    def mark(self, paragraph: Element) -> tuple[str, int]:
        """The mark before a paragraph and how deep its list is; no mark for one that is in no list."""
        number, level = self._number(paragraph)
        if not number or number == "0":
            return "", 0
        kind = self._formats.get((number, str(level)), "bullet")
        if kind == "none" or self.style(paragraph).startswith(("heading", "title", "titre")):
            return "", level
        if kind == "bullet":
            return (BELOW if level else BULLET), level
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        self._counts[number, level] += 1
        return f"{_shown(self._counts[number, level], kind)})", level

    def _number(self, paragraph: Element) -> tuple[str, int]:
        """The list a paragraph is in, by itself or by its style, and its level there."""
        properties = paragraph.find("{*}pPr/{*}numPr")
        given = paragraph.find("{*}pPr/{*}pStyle")
        style = self._styles.get(local(given, "val")) if given is not None else None
        for _ in range(INHERITED):
            if properties is not None or style is None:
                break
            properties = style.find("{*}pPr/{*}numPr")
            based = style.find("{*}basedOn")
            style = self._styles.get(local(based, "val")) if based is not None else None
        if properties is None:
            return "", 0
        number, level = properties.find("{*}numId"), properties.find("{*}ilvl")
        depth = local(level, "val") if level is not None else "0"
        return (local(number, "val") if number is not None else ""), int(depth) if depth.isdecimal() else 0


def _formats(numbering: Element) -> dict[tuple[str, str], str]:
    """Of each list and level, how its items are counted."""
    abstract = {local(each, "abstractNumId"): each for each in numbering.iterchildren("{*}abstractNum")}
    made: dict[tuple[str, str], str] = {}
    for num in numbering.iterchildren("{*}num"):
        base = num.find("{*}abstractNumId")
        of = abstract.get(local(base, "val")) if base is not None else None
        for level in of.iterchildren("{*}lvl") if of is not None else ():
            kind = level.find("{*}numFmt")
            made[local(num, "numId"), local(level, "ilvl")] = local(kind, "val") if kind is not None else "decimal"
    return made


def _shown(count: int, kind: str) -> str:
    """A number as an item shows it: at most two characters, so that it is known as a mark again."""
    if "Letter" in kind:
        return chr(ord("a") + (count - 1) % 26)
    return str(count % 100)
