"""The weights that suggestions are scored with: shipped with Accord, or learnt from a graph and kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.values import AUDIENCES, audience_level
from graph.yaml_text import load_yaml
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.link_prediction.training import Learnt

SUFFIX: Final = ".weights.yaml"
_HEADER: Final = """\
# Weights that accord model train found in {graph}, for accord opportunities. A score is the weighted mean of the
# features (docs/reference/opportunities.md); a weight of 0 means that the feature did not help here. Edit it, or
# delete it to go back to the weights that come with Accord.
"""


@dataclass(frozen=True)
class Weights:
    """Weights by feature; `learnt` is what their file says of how they came about, None for the shipped ones."""

    features: Mapping[str, float]
    learnt: Mapping[str, Any] | None = None
    file: str = ""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The shipped weights: ``kinds`` and ``features`` for reports, ``history`` where partnerships are dated."""
    text = (Path(__file__).parent / "weights.yaml").read_text("utf-8")
    loaded: Mapping[str, Mapping[str, float]] = load_yaml(text)
    return loaded


def beside(graph: Path) -> Path:
    """Where the weights learnt from a graph are kept."""
    return graph.with_name(graph.name + SUFFIX)


def for_view(view: View, as_of: str | None) -> Weights:
    """The weights for an answer: those learnt from the graph where there are any that may be used, else the shipped.

    What was learnt from what an audience sees is no use to one that sees less, nor is what was learnt from a later
    time to a question about an earlier one.

    Raises:
        StoreError: the file of learnt weights says something else.
    """
    shipped = Weights(weights()["history"])
    if view.dialect != "sql":  # a server keeps no file beside its graph
        return shipped
    found = rows(view, "sources/graph_file")
    path = beside(Path(found[0]["file"])) if found and found[0]["file"] else None
    if path is None or not path.is_file():
        return shipped
    learnt = _read(path)
    wider = audience_level(learnt["audience"]) > audience_level(view.audience)
    return shipped if wider or (as_of and learnt["until"] > as_of) else Weights(learnt["features"], learnt, path.name)


def _read(path: Path) -> dict[str, Any]:
    from yaml import YAMLError

    try:
        learnt = load_yaml(path.read_text("utf-8"))
        features = {str(name): float(weight) for name, weight in learnt["features"].items()}
        days = {end: date.fromisoformat(str(learnt[end])).isoformat() for end in ("since", "until")}
        sound = learnt["audience"] in AUDIENCES and isinstance(learnt["pairs"], int) and _usable(features)
    except (OSError, UnicodeDecodeError, YAMLError, AttributeError, KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise StoreError(
            "{path} does not hold weights as “accord model train” writes them. Learn them again, or delete it.",
            path=path,
        )
    return {**learnt, "features": features, **days}


def _usable(features: Mapping[str, float]) -> bool:
    """Whether all are weights of features that there are, none below 0 and not all 0."""
    from queries.link_prediction.features import FEATURES

    return (
        features.keys() <= FEATURES.keys() and all(0 <= w < inf for w in features.values()) and any(features.values())
    )


def text(learnt: Learnt, audience: str, graph: str) -> str:
    """The file that keeps learnt weights, the greatest first."""
    lines = [
        _HEADER.format(graph=graph) + f"audience: {audience}",
        f'since: "{learnt.since}"',
        f'until: "{learnt.until}"',
        f"pairs: {learnt.pairs}",
        f"organisations: {learnt.organisations}",
        f"candidates: {learnt.candidates}",
        "features:",
        *(f"  {name}: {weight}" for name, weight in sorted(learnt.weights.items(), key=lambda item: -item[1])),
    ]
    return "\n".join(lines) + "\n"
