"""Who leads a piece of work, who takes part, and when: fitted on names that models chose without the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt.encoder.heads import RELATIONS as WHO
from loaders.documents.prose.learnt.models.model import RELATIONS, WORDS_LIKELY, Learnt, Pair, of_pairs
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene
from loaders.documents.prose.learnt.works import select_learnt
from prose.documents import FOLDS, OPTIONAL, Document, Read, likeness, same_date
from prose.fitting import TREES, Fitted, fit_forest, fit_networks, hashed_table
from prose.names import choose_held_out

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.candidates import Pool
    from loaders.documents.prose.learnt.chooser import Choice

LINEAR: Final[dict[str, Any]] = {"C": 5, "max_iter": 80, "tol": 1e-3}
WRONG_NAME: Final = 0.5  # the weight of a pair with a name that is no piece of work
PAIRS: Final[dict[str, Any]] = TREES | {
    "max_iter": 250, "max_leaf_nodes": 16, "min_samples_leaf": 25, "max_features": 0.3,
}  # fmt: skip


@dataclass(slots=True)
class Pairs:
    """What is known of pairs, whether each is right, how much it counts, and the document that it is of."""

    pairs: list[Pair] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)

    def add(self, pair: Pair, *, right: bool, weight: float, document: int) -> None:
        """Add a pair."""
        if weight > 0:
            self.pairs.append(pair)
            self.right.append(int(right))
            self.weights.append(weight)
            self.documents.append(document)

    def fit(self) -> Fitted:
        """The linear model, and what knows what it says of documents that it was fitted without."""
        table, right, weights = (
            hashed_table([pair.words for pair in self.pairs]),
            np.array(self.right),
            np.array(self.weights),
        )
        folds, likely = np.array(self.documents) % FOLDS, np.zeros(len(right))
        for fold in range(FOLDS):
            inside, outside = folds != fold, folds == fold
            if outside.any():
                learnt = LogisticRegression(**LINEAR).fit(table[inside], right[inside], sample_weight=weights[inside])
                likely[outside] = learnt.predict_proba(table[outside])[:, 1]
        rows = [pair.row | {WORDS_LIKELY: float(each)} for pair, each in zip(self.pairs, likely, strict=True)]
        whole = LogisticRegression(**LINEAR).fit(table, right, sample_weight=weights)
        trees = fit_forest(rows, self.right, self.weights, PAIRS)
        vectors = [pair.vector for pair in self.pairs]
        return Fitted(whole, trees, fit_networks(trees[0], rows, vectors, self.right, self.weights))


class Judged(NamedTuple):
    """A pair of a piece of work and a party or a date, and what labels say of it.

    Attributes:
        scene: where the document names both.
        pair: what is known of it.
        right: a party as one who leads and as one who takes part; a date as one of the piece of work.
        weights: how much each counts; 0 where labels do not say.
        likely: how likely each is by models that were fitted without the document.
    """

    scene: Scene
    pair: Pair
    right: tuple[bool, ...]
    weights: tuple[float, ...]
    likely: tuple[float, ...] = ()


class JudgedPairs(NamedTuple):
    """Those of a document as it was read once."""

    parties: list[Judged]
    dates: list[Judged]


def fit_relations(
    documents: Sequence[Document], likely: Mapping[int, Sequence[float]], names: Sequence[str] = RELATIONS
) -> dict[str, Fitted]:
    """The models of leads, partners and dates, or some of them, on names that models chose without the document."""
    made = {name: Pairs() for name in RELATIONS}
    for number, (one, pools) in enumerate(choose_held_out(documents, likely)):
        for pool, choices in zip(one.pools, pools, strict=True):
            _add_pairs(made, number, one, pool, choices)
    return {name: made[name].fit() for name in names}


def judge_held_out(
    documents: Sequence[Document], likely: Mapping[int, Sequence[float]]
) -> Iterator[tuple[Document, list[JudgedPairs]]]:
    """Yield each document with the pairs in each of its pools, and how likely they are by models fitted without it."""
    chosen = list(choose_held_out(documents, likely))
    for fold in range(FOLDS):
        made = {name: Pairs() for name in RELATIONS}
        for number, (one, pools) in enumerate(chosen):
            if one.fold != fold:
                for pool, choices in zip(one.pools, pools, strict=True):
                    _add_pairs(made, number, one, pool, choices)
        arrays = {key: value for name in RELATIONS for key, value in made[name].fit().arrays(name).items()}
        learnt = {name: Learnt.from_arrays(arrays, name) for name in RELATIONS}
        for one, pools in chosen:
            if one.fold == fold:
                yield (
                    one,
                    [judge_pairs(one, pool, choices, learnt) for pool, choices in zip(one.pools, pools, strict=True)],
                )


def judge_pairs(one: Document, pool: Pool, choices: list[Choice], learnt: Mapping[str, Learnt]) -> JudgedPairs:
    """The pairs of a document with the names that are chosen in it, and how likely models say that they are."""
    relator, labels = _related(one, pool, choices)
    parties, dates = list(_judge(one, relator, labels)), list(_judge_dates(one, relator, labels))
    return JudgedPairs(
        _with_likelihoods(parties, [learnt[name] for name in WHO]), _with_likelihoods(dates, [learnt["dates"]])
    )


def _with_likelihoods(judged: list[Judged], learnt: Sequence[Learnt]) -> list[Judged]:
    found = zip(*of_pairs([each.pair for each in judged], *learnt), strict=True) if judged else ()
    return [each._replace(likely=likely) for each, likely in zip(judged, found, strict=True)]


def _related(one: Document, pool: Pool, choices: list[Choice]) -> tuple[Relator, list[Any]]:
    """The pairs of a document with the names that are chosen in it, and what the labels say of each piece of work."""
    wanted = one.gold["initiatives"]
    again = pipeline.reread(pool.discourse, choices, None)
    whole = [work for work in select_learnt(again, choices) if not work.is_component]
    return Relator(Scene.of(again, whole)), [label_of(work.title, wanted) for work in whole]


def label_of(title: str, wanted: Sequence[Any]) -> Any:  # noqa: ANN401 (JSON)
    """The label that a name is likest; None where it is like none."""
    found = max(wanted, key=lambda each: likeness(each, title), default=None)
    return found if found and likeness(found, title) > 0 else None


def _judge(one: Document, relator: Relator, labels: Sequence[Any]) -> Iterator[Judged]:
    got = Read([], names_of(relator.scene))
    for pair in relator.pairs():
        yield Judged(relator.scene, pair, *judge_party(got, pair.key, labels[pair.work], one.weight))


def judge_party(got: Read, key: str, label: Any, weight: float) -> tuple[tuple[bool, ...], tuple[float, ...]]:  # noqa: ANN401 (JSON)
    """Whether a party leads what a label describes, and takes part, and how much each counts; without label neither."""
    if label is None:
        return (False, False), (0.0, WRONG_NAME * weight)
    leads, sides = (
        [each for each in label["leads"] if each],
        [each for side in label["partners_any"] for each in side],
    )
    weight *= OPTIONAL if label["optional"] else 1.0
    takes_part = got.among(key, sides) and not got.among(key, label["not_"])
    is_known = takes_part or not got.among(key, [*label["may"], *leads])
    return (bool(leads) and got.among(key, leads), takes_part), (weight if leads else 0.0, weight if is_known else 0.0)


def _judge_dates(one: Document, relator: Relator, labels: Sequence[Any]) -> Iterator[Judged]:
    for pair in relator.dates():
        yield Judged(relator.scene, pair, *judge_date(pair.key, labels[pair.work], one.weight))


def judge_date(edtf: str, label: Any, weight: float) -> tuple[tuple[bool, ...], tuple[float, ...]]:  # noqa: ANN401 (JSON)
    """Whether a date is one of what a label describes, and how much that counts; without label it is none."""
    is_right = label is not None and any(same_date(edtf, each) for each in [*label["dates"], *label["dates_may"]])
    is_dated = label is None or is_right or bool(label["dates"])
    return (is_right,), (weight * (1.0 if is_dated else OPTIONAL),)


def _add_pairs(made: Mapping[str, Pairs], number: int, one: Document, pool: Pool, choices: list[Choice]) -> None:
    """Add the pairs of a document with the names that are chosen in it."""
    relator, labels = _related(one, pool, choices)
    for names, judged in ((WHO, _judge(one, relator, labels)), (("dates",), _judge_dates(one, relator, labels))):
        for each in judged:
            for name, right, weight in zip(names, each.right, each.weights, strict=True):
                made[name].add(each.pair, right=right, weight=weight, document=number)


def names_of(scene: Scene) -> dict[str, list[str]]:
    """The names of the parties of a document."""
    known = {one.id: [*one.names.values(), *one.abbreviations.values()] for one in entries().values()}
    return {
        key: known.get(key) or sorted({one.party.name for one in spots if one.party})
        for key, spots in [*scene.within.items(), *scene.parties.items()]
    }
