"""The words of templates, in both languages: fields and their labels, instructions, coded values, the marker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from graph.dates.editions import season_of_edition
from graph.text.strings import fold
from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES
from loaders.templates.names import edition_named

DATA: Final = Path(__file__).parent / "labels.yaml"
MARKER: Final = "accord-template/"
VERSION: Final = 1
DATE: Final = "date_"
LISTS: Final = frozenset({"themes", "partners", "external_partners"})
MARKED_YAML: Final = re.compile(
    r"""^\ufeff?\s*(?:template|mod(?:è|e)?le|gabarit)\s*:\s*["']?accord-template/""", re.MULTILINE
)
_NUMBERED: Final = re.compile(r"\s*\(?\d{1,2}\)?$")
_MARKED: Final = re.compile(r"accord-template/(\d+)(?:[\s,;|\t\"]+(en|fr)\b)?(?:[\s,;|\t\"]+([^\s,;|\"'<&]+))?")
Kind = Literal["initiative", "need"]
KINDS: Final[tuple[Kind, ...]] = ("initiative", "need")


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its key, such as ``title_fr`` or ``date_start``; its label and what goes in, by language."""

    key: str
    labels: Mapping[str, str]
    help: Mapping[str, str]
    also: Sequence[str] = ()


@cache
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml_file(DATA)
    return loaded


def text(name: str, language: str) -> str:
    """A title, an instruction or the name of a sheet."""
    return str(_data()["texts"][name][language])


def instructions(language: str) -> list[str]:
    """The instructions of a template, one or two sentences a line."""
    return [text(name, language) for name in sorted(_data()["texts"]) if name.startswith("how_")]


def fields(kind: Kind, language: str) -> list[Field]:
    """The fields of a kind in the order of a template in a language."""
    other = next(each for each in LANGUAGES if each != language)
    found = []
    for name in _data()[kind]:
        base, _, whose = name.rpartition("_")
        if whose in ("own", "other"):
            tongue = language if whose == "own" else other
            found.append(_field(f"{base}_{tongue}", _data()["by_language"][base][tongue]))
        else:
            found.append(_field(name, _data()[kind][name] or _data()["initiative"][name]))
    return found


@cache
def head() -> tuple[Field, ...]:
    """The fields of the head: jurisdiction, edition, approval."""
    return tuple(_field(name, raw) for name, raw in _data()["head"].items())


def _field(key: str, raw: Mapping[str, Any]) -> Field:
    return Field(key, {language: raw[language] for language in LANGUAGES}, raw["help"], raw.get("also", ()))


@cache
def _names(kind: Kind | Literal["head"]) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for field in head() if kind == "head" else fields(kind, "en"):
        for name in (field.key, *field.labels.values(), *field.also):
            found.setdefault(_plain(name), field)
    return found


def field_of(label: str, kind: Kind | Literal["head"], language: str) -> Field | None:
    """The field of a label in either language; a number after it distinguishes columns of one field."""
    plain = _plain(label)
    plain = {
        "title": f"title {language}",
        "titre": f"title {language}",
        "summary": f"summary {language}",
        "resume": f"summary {language}",
        "question": f"question {language}",
    }.get(plain, plain)
    return _names(kind).get(plain) or _names(kind).get(_NUMBERED.sub("", plain))


def _plain(label: str) -> str:
    return " ".join(fold(label).replace("_", " ").split()).strip(" :*")


def kind_of(word: str) -> Kind | None:
    """The kind of a row: initiative or need, in either language, of one or of several."""
    folded = _plain(word)
    for kind in KINDS:
        names = _names_of_text(kind) | _names_of_text(f"{kind}s")
        if folded in names or _NUMBERED.sub("", folded) in names:
            return kind
    return None


def is_text(word: str, name: str) -> bool:
    """Whether a word is one of ours, in either language."""
    return fold(word) in _names_of_text(name)


def _names_of_text(name: str) -> set[str]:
    """Return one of our words in both languages, and its former names."""
    former = _data()["texts"][name].get("also", ())
    return {fold(one) for one in (*(text(name, language) for language in LANGUAGES), *former)}


def _is_list(words: str) -> bool:
    """Whether a text is a list of choices of the template: all its items are statuses or themes."""
    from loaders.templates.names import theme_named

    items = words.split("; ")
    return len(items) > 1 and all(code_of("status", each) or theme_named(each, "en").id for each in items)


@cache
def _ours() -> frozenset[str]:
    texts = [words[language] for words in _data()["texts"].values() for language in LANGUAGES]
    return frozenset(map(fold, texts))


def is_ours(words: str) -> bool:
    """Whether a text outside all fields is one that the template itself has."""
    folded = fold(words)
    return not folded or folded in _ours() or MARKER in folded or _is_list(words)


def coded(part: Literal["status", "approval"], code: str, language: str) -> str:
    """A coded value in words."""
    return str(_data()[part][code][language])


def codes(part: Literal["status", "approval"]) -> list[str]:
    """The codes of a part, in order."""
    return list(_data()[part])


def code_of(part: Literal["status", "approval"], word: str) -> str | None:
    """The code that a word means, in either language."""
    folded = fold(word)
    for code, labels in _data()[part].items():
        if folded in {code, *map(fold, labels.values())}:
            return str(code)
    if part == "status":
        from loaders.mapping.headers import status_of

        return status_of(word)
    return None


def edition_label(edition: str, language: str) -> str:
    """The name of an edition in words, where it is read as this one.

    >>> edition_label("2022-fall", "fr"), edition_label("2022", "fr")
    ('automne 2022', '2022')
    """
    named = season_of_edition(edition)
    words = f"{_data()['season'][named[1]][language]} {named[0]}" if named else edition
    return words if edition_named(words) == edition else edition


@dataclass(frozen=True, slots=True)
class Mark:
    """The marker of a template: its version, its language, its jurisdiction."""

    version: int
    language: str
    jurisdiction: str | None

    def __str__(self) -> str:
        return f"accord-template/{self.version} {self.language} {self.jurisdiction or ''}".strip()


def mark_in(text: str) -> Mark | None:
    """The marker in a text, where it has one."""
    found = _MARKED.search(text)
    return Mark(int(found[1]), found[2] or "en", cast("str | None", found[3])) if found else None
