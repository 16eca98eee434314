"""Fits the weights by which parties are taken for partners, and says how they do on documents they were not fitted to.

    python tools/weights/partner_weights.py           write loaders/extraction/partner_weights.yaml
    python tools/weights/partner_weights.py --check   only say how well weights fitted without each document do on it

The weights are those of a logistic regression (L2, by L-BFGS) on the signs of each name in the briefs of the parts
`open` and `held` and in the sentences of the tests. It is drawn towards `partner_priors.yaml` instead of towards 0, so
that a sign of which the corpus knows little keeps the weight a reader would give it. The briefs in `unseen` are never
fitted to.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from graph.text.yaml import load_yaml
from loaders.evaluation.gold import Gold
from loaders.evaluation.score import flat, gold_facts
from loaders.extraction import initiative_facts
from loaders.extraction.partners import Case, cases
from loaders.inputs.read import FileLoader

if TYPE_CHECKING:
    from loaders.extraction.annotation import Scene
    from loaders.text.rules import Rules

ROOT: Final = Path(__file__).parent.parent.parent
WEIGHTS: Final = ROOT / "loaders" / "extraction" / "partner_weights.yaml"
FITTED: Final = ("open", "held")
STIFF: Final = 1.0  # how hard the priors hold the weights back
FOLDS: Final = 20
SMALL: Final = 0.05  # weights below this are left out
OUTSIDE: Final = 0.5  # the additional score needed by a party that is not a government
SENTENCES: Final = 8  # groups that the sentences of one table are put into
_GOVERNED: Final = re.compile(r"([a-z-]+)([>:])(?:passive-)?([a-z]+)")

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One name in a document: where it is from, what it may be a partner in, its signs, and whether it is one."""

    document: str
    fact: tuple[str, ...]
    signs: frozenset[str]
    right: bool


# --- Samples


def samples() -> list[Sample]:
    """All names of other governments in the corpus and in the sentences of the tests."""
    sys.path.insert(0, str(ROOT))  # the corpus and the sentences are those of the tests
    with tempfile.TemporaryDirectory() as folder:
        return [*_of_briefs(Path(folder)), *_of_sentences()]


def _items(data: bytes, name: str) -> list[tuple[str, list[Case]]]:
    """The text of each item of a document, and the parties it names."""
    found: list[tuple[str, list[Case]]] = []

    def watched(scene: Scene, rules: Rules) -> Iterator[Case]:
        found.append((scene.passage.text, list(cases(scene, rules))))
        return iter(found[-1][1])

    with patch.object(initiative_facts, "cases", watched):
        FileLoader().load_bytes(data, name)
    return found


def _of_briefs(folder: Path) -> Iterator[Sample]:
    from tests.helpers.files.corpus import briefs, write

    for brief in briefs(*FITTED):
        gold = Gold(write(brief, folder, ["txt"]))
        facts = gold_facts(gold)
        for text, named in _items(gold.documents[0].read_bytes(), gold.documents[0].name):
            titles = [title for (title,) in facts["initiatives"] if flat(text).startswith(title)]
            title = max(titles, key=len, default=None)
            if title is not None:
                right = {member for about, member in facts["partners"] if about == title}
                yield from _samples(brief.stem, title, named, right)


def _of_sentences() -> Iterator[Sample]:
    from tests.helpers.files.sentence_documents import FILLER, HEADS, LEADS, TITLES
    from tests.loaders.extraction import test_grammar, test_sentences

    for language, head in HEADS.items():
        tables = {
            "stated": test_sentences.STATED[language],
            "grammar": test_grammar.PARTNERS[language],
            "none": dict.fromkeys([*test_sentences.NOT_STATED[language], *test_grammar.NO_PARTNERS[language]], ""),
        }
        for name, table in tables.items():
            for at, (text, right) in enumerate(table.items()):
                lead, title = LEADS[language], TITLES[language]
                source = f"{head}{lead}\n\n- {title}. {text} {FILLER[language]}\n"
                for _, named in _items(source.encode(), "sentence.txt"):
                    yield from _samples(f"{name}-{language}-{at % SENTENCES}", text, named, set(right.split()))


def _samples(document: str, title: str, named: Sequence[Case], right: set[str]) -> Iterator[Sample]:
    for case in named:
        for one in sorted(case.ids):
            yield Sample(document, (document, title, one), frozenset(case.role.signs), one in right)


# --- Fitting


def prior(sign: str, known: dict[str, Any]) -> float:
    """What is expected of a sign before any document is looked at."""
    if sign in known["signs"]:
        return float(known["signs"][sign])
    if sign in known["roles"]:
        return float(known["roles"][sign])
    found = _GOVERNED.fullmatch(sign)
    kind = float(known["kinds"].get(found[3], 0)) if found else 0.0
    return kind if found and found[2] == ">" else kind / 2


def fit(features: Vector, right: Vector, expected: Vector) -> Vector:
    """The weights, one a column of `features`; the last column is the intercept, which is not regularized."""

    def loss(moved: Vector) -> tuple[float, Vector]:
        score = features @ (expected + moved)
        held = np.append(moved[:-1], 0)
        gradient = features.T @ (1 / (1 + np.exp(-score)) - right) + STIFF * held
        return float(np.logaddexp(0, np.where(right > 0, -score, score)).sum() + STIFF / 2 * held @ held), gradient

    made: Vector = expected + minimize(loss, np.zeros(len(expected)), jac=True, method="L-BFGS-B").x
    return made


def table(found: Sequence[Sample], signs: Sequence[str]) -> Vector:
    """A row for each name, a column for each sign, and one of ones."""
    at = {sign: column for column, sign in enumerate(signs)}
    features = np.zeros((len(found), len(signs) + 1))
    features[:, -1] = 1
    for row, each in enumerate(found):
        for sign in each.signs:
            features[row, at[sign]] = 1
    return features


def held_out(found: Sequence[Sample], features: Vector, right: Vector, expected: Vector) -> tuple[float, float]:
    """Precision and recall on the documents, each judged by weights that were fitted without it."""
    documents = sorted({each.document for each in found})
    predicted: set[tuple[str, ...]] = set()
    for fold in range(FOLDS):
        test_rows = np.isin([each.document for each in found], documents[fold::FOLDS])
        score = features[test_rows] @ fit(features[~test_rows], right[~test_rows], expected)
        rows = [each for each, out in zip(found, test_rows, strict=True) if out]
        predicted |= {each.fact for each, points in zip(rows, score, strict=True) if points > 0}
    gold = {each.fact for each in found if each.right}
    return len(predicted & gold) / len(predicted), len(predicted & gold) / len(gold)


def write_weights(signs: Sequence[str], weights: Vector, known: dict[str, Any]) -> None:
    """Write the fitted weights, and the priors of signs that the corpus does not contain."""
    made = {sign: float(weight) for sign, weight in zip(signs, weights, strict=False)}
    expected = [f"{role}>{kind}" for role in known["roles"] for kind in known["kinds"]]
    for sign in (*known["signs"], *expected):
        made.setdefault(sign, prior(sign, known))
    head = (
        "# Made by `python tools/weights/partner_weights.py`: the weight of each feature of a role; above 0 for a "
        "partner.\n"
        f"start: {weights[-1]:.2f}\noutside: {OUTSIDE}\nsigns:\n"
    )
    lines = [f'  "{sign}": {weight:.2f}\n' for sign, weight in sorted(made.items()) if abs(weight) >= SMALL]
    WEIGHTS.write_text(head + "".join(lines), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fit, say how well it went, and write unless only asked to check."""
    known = load_yaml((Path(__file__).parent / "partner_priors.yaml").read_text(encoding="utf-8"))
    found = samples()
    signs = sorted({sign for each in found for sign in each.signs})
    features, right = table(found, signs), np.array([float(each.right) for each in found])
    expected = np.array([*(prior(sign, known) for sign in signs), float(known["start"])])
    precision, recall = held_out(found, features, right, expected)
    print(f"{len(found)} names, {len(signs)} signs; held out: precision {precision:.3f}, recall {recall:.3f}")
    if "--check" not in arguments:
        write_weights(signs, fit(features, right, expected), known)


if __name__ == "__main__":
    main(sys.argv[1:])
