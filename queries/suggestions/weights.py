"""Weights of suggestion scores: shipped with Accord, or trained on a graph and kept in a file next to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.text.yaml import load_yaml, load_yaml_file
from graph.values import AUDIENCES, audience_level
from queries.link_prediction.features import LINK_FEATURES
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from graph.values import Audience
    from queries.link_prediction.training import TrainedWeights

WEIGHTS_SUFFIX: Final = ".weights.yaml"
_DIGITS: Final = 12  # of the digest of a submission
_HEADER: Final = """\
# Weights that accord model train found in {graph}, for accord opportunities. A score is the weighted mean of the
# features (docs/reference/opportunities.md); a weight of 0 means that the feature did not help here. They are used
# while all that they were learnt from can be seen: “documents” counts it, “submissions” has a digest of each. Edit the
# features, or delete the file to go back to the weights that come with Accord.
"""


@dataclass(frozen=True)
class Weights:
    """Weights by feature; `learnt` is what their file says about the training, None for the shipped ones."""

    features: Mapping[str, float]
    learnt: Mapping[str, Any] | None = None
    file: str = ""


@lru_cache(maxsize=1)
def load_shipped_weights() -> Mapping[str, Mapping[str, Any]]:
    """Return the shipped weights: ``kinds`` and ``features`` of suggestions, ``topics`` and ``history``."""
    loaded: Mapping[str, Mapping[str, Any]] = load_yaml_file(Path(__file__).parent / "weights.yaml")
    return loaded


def weights_path(graph: Path) -> Path:
    """Return the file in which the weights trained on a graph are kept."""
    return graph.with_name(graph.name + WEIGHTS_SUFFIX)


def choose_weights(view: View, as_of: str | None) -> Weights:
    """Return the weights for an answer: those trained on the graph where they may be used, else the shipped ones.

    Weights trained on what an audience may see are not used for an audience that may see less, nor where a submission
    or document that they were learnt from is not seen any more, nor weights trained on a later time for an earlier one.

    Raises:
        StoreError: the file of trained weights is not valid.
    """
    shipped = Weights(load_shipped_weights()["history"])
    path = weights_path(view.graph_path) if view.graph_path else None
    if path is None or not path.is_file():
        return shipped
    learnt = _read_weights(path)
    wider = audience_level(learnt["audience"]) > audience_level(view.audience)
    if wider or (as_of and learnt["until"] > as_of) or not _sees_all(view, learnt):
        return shipped
    return Weights(learnt["features"], learnt, path.name)


@dataclass(frozen=True, slots=True)
class LearntFrom:
    """What an audience saw when weights were learnt for it.

    No hash of a document is kept: that of a document with several reports changes with those that the audience does not
    see.

    Attributes:
        submissions: a digest of each submission.
        documents: how many there were.
    """

    submissions: frozenset[str]
    documents: int


def read_learnt_from(view: View, audience: Audience) -> LearntFrom:
    """Return what an audience sees in the file of a view, to be kept with weights that are learnt from it."""
    rows = fetch_rows(view, "sources/learnt_from", {"level": audience_level(audience)})
    digests = (sha256(f"{row['jurisdiction']} {row['edition']}".encode()).hexdigest()[:_DIGITS] for row in rows)
    return LearntFrom(frozenset(digests), int(rows[0]["documents"]) if rows else 0)


def _sees_all(view: View, learnt: Mapping[str, Any]) -> bool:
    """Whether the audience that weights were learnt for still sees all that they were learnt from."""
    before, now = learnt.get("submissions"), read_learnt_from(view, learnt["audience"])
    if not isinstance(before, list) or not isinstance(learnt.get("documents"), int):
        return False
    return frozenset(map(str, before)) <= now.submissions and learnt["documents"] <= now.documents


def _read_weights(path: Path) -> dict[str, Any]:
    from yaml import YAMLError

    try:
        learnt = load_yaml(path.read_text("utf-8"))
        features = {str(name): float(weight) for name, weight in learnt["features"].items()}
        days = {end: date.fromisoformat(str(learnt[end])).isoformat() for end in ("since", "until")}
        is_valid = learnt["audience"] in AUDIENCES and isinstance(learnt["pairs"], int) and _are_usable(features)
    except (OSError, UnicodeDecodeError, YAMLError, AttributeError, KeyError, TypeError, ValueError):
        is_valid = False
    if not is_valid:
        raise StoreError(
            "{path} does not hold weights as “accord model train” writes them. Learn them again, or delete it.",
            path=path,
        )
    return {**learnt, "features": features, **days}


def _are_usable(features: Mapping[str, float]) -> bool:
    """Whether all are weights of known features, none below 0 and not all 0."""
    known = features.keys() <= LINK_FEATURES.keys()
    return known and all(0 <= weight < inf for weight in features.values()) and any(features.values())


def format_weights(learnt: TrainedWeights, audience: str, graph: str, learnt_from: LearntFrom) -> str:
    """Return the text of the file that keeps trained weights, the greatest first."""
    lines = [
        _HEADER.format(graph=graph) + f"audience: {audience}",
        f'since: "{learnt.since}"',
        f'until: "{learnt.until}"',
        f"pairs: {learnt.pairs}",
        f"organisations: {learnt.organisations}",
        f"candidates: {learnt.candidates}",
        f"documents: {learnt_from.documents}",
        f"submissions: [{', '.join(map(_quoted, sorted(learnt_from.submissions)))}]",
        "features:",
        *(f"  {name}: {weight}" for name, weight in sorted(learnt.weights.items(), key=lambda item: -item[1])),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text that YAML takes for no number."""
    return f'"{text}"'
