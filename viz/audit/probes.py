"""Names that questions are asked with in an audit, of what is hidden and of what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.values import AUDIENCES, Audience

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.view import SqliteView
    from queries.questions.question import Parameter

DEFAULT_PROBES: Final = 4  # names of each kind that questions are asked with
KINDS: Final = ("theme", "jurisdiction", "initiative", "edition")
_NODES: Final = "SELECT id FROM node WHERE kind = '{kind}' ORDER BY id"
_TITLES: Final = "SELECT title FROM initiative ORDER BY id"


@dataclass(frozen=True, slots=True)
class Probes:
    """Names that questions are asked with: of what is hidden first, since asking for it must tell nothing.

    Attributes:
        names: identifiers by kind of node.
        texts: titles to search for.
        hidden: those of them that the audience may not see.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def label(self, value: object) -> object:
        """Return a value as the name of an output has it: names of what is hidden are not told."""
        if value not in self.hidden:
            return value
        return f"[withheld {sorted(self.hidden).index(str(value)) + 1}]"

    def values(self, parameter: Parameter) -> tuple[object, ...]:
        """Return what a parameter of a question is given, one value for each time that it is asked."""
        if parameter.type == "node":
            return tuple(name for kind in KINDS[:-1] for name in self.names.get(kind, ())[:2])
        if parameter.type in KINDS:
            return self.names.get(parameter.type, ())
        values: dict[str, tuple[object, ...]] = {
            "text": self.texts, "choice": parameter.choices, "flag": (True,), "date": ("2021-07",), "count": (1,),
        }  # fmt: skip
        return values.get(parameter.type, ())


def collect_probes(store: SqliteStore, audience: Audience, most: int = DEFAULT_PROBES) -> Probes:
    """Return names of what an audience may not see, and of as much of what it may see."""
    names: dict[str, tuple[str, ...]] = {}
    texts: list[str] = []
    with store.view(AUDIENCES[-1], "en") as everything, store.view(audience, "en") as view:
        for kind in KINDS:
            names[kind] = _hidden_first(everything, view, _NODES.format(kind=kind), most)
        texts += _hidden_first(everything, view, _TITLES, most)
        visible = {str(row["id"]) for row in view.rows("SELECT id FROM node")}
        visible |= {str(row["title"]) for row in view.rows(_TITLES)}
    found = {*texts, *(name for each in names.values() for name in each)}
    return Probes(names, tuple(texts), frozenset(found - visible))


def _hidden_first(everything: SqliteView, view: SqliteView, statement: str, most: int) -> tuple[str, ...]:
    every, visible = ([str(next(iter(row.values()))) for row in one.rows(statement)] for one in (everything, view))
    shown = set(visible)
    hidden = [name for name in every if name not in shown]
    return (*hidden[:most], *visible[:most])
