"""Suggest which concepts of the vocabulary match a theme of the data, as SKOS mapping relations.

A theme of the data is never replaced by one of the vocabulary (see `graph.vocabulary.themes.find_labelled`): a match
only says where to look. By what the names of both have in common, in the same language:

- `exactMatch`: a preferred label of the theme is a preferred label of the concept;
- `closeMatch`: one of them is an alternative name of the other;
- `relatedMatch`: a preferred label of the theme is a word that questions and titles use loosely for the concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal

from graph.text.strings import fold
from graph.values import LANGUAGES
from graph.vocabulary.themes import NameKind, concepts

Relation = Literal["exactMatch", "closeMatch", "relatedMatch"]
RELATIONS: Final[tuple[Relation, ...]] = ("exactMatch", "closeMatch", "relatedMatch")  # the closest first
_OF_LABEL: Final[Mapping[NameKind, Relation]] = {
    "label": "exactMatch", "alternative": "closeMatch", "loose": "relatedMatch",
}  # fmt: skip


def match_vocabulary(
    theme: str, labels: Mapping[str, str], alternatives: Mapping[str, Iterable[str]]
) -> dict[Relation, list[str]]:
    """Return the concepts that match a theme, by relation: each once, by the closest one.

    >>> match_vocabulary("private-sector", {"en": "Private sector"}, {})
    {'closeMatch': ['public-private-collaboration']}

    Args:
        theme: its identifier; a concept of the vocabulary matches nothing else in it.
        labels: its preferred labels by language.
        alternatives: its other names by language.
    """
    if theme in concepts():
        return {}
    found: dict[str, set[Relation]] = {}
    for language in LANGUAGES:
        names = _named(language)
        for label in (text for tag, text in labels.items() if _may_be(tag, language)):
            for concept, kind in names.get(fold(label), ()):
                found.setdefault(concept, set()).add(_OF_LABEL[kind])
        for name in (text for tag, texts in alternatives.items() if _may_be(tag, language) for text in texts):
            for concept, kind in names.get(fold(name), ()):
                if kind == "label":
                    found.setdefault(concept, set()).add("closeMatch")
    closest = {concept: min(relations, key=RELATIONS.index) for concept, relations in found.items()}
    return {
        relation: sorted(concept for concept, one in closest.items() if one == relation)
        for relation in RELATIONS
        if relation in closest.values()
    }


def _may_be(tag: str, language: str) -> bool:
    """Whether a text may be in a language, by its tag: one of another language, or of none that is known, in either."""
    return tag == language or tag not in LANGUAGES


@cache
def _named(language: str) -> Mapping[str, list[tuple[str, NameKind]]]:
    """The concepts that have each folded name, with the kind of the name."""
    found: dict[str, list[tuple[str, NameKind]]] = {}
    for concept in concepts().values():
        for name, kind in concept.names(language):
            found.setdefault(fold(name), []).append((concept.id, kind))
    return found
