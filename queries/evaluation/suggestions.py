"""Evaluate suggestions on judgements of readers: which of the first ones are worth acting on.

A gold file holds judgements on pairs: a need with an initiative, or two initiatives, or (where a suggestion has no
initiatives) two members. A suggestion is *wrong* if any of its judged pairs is; else *useful* if any is; else
*trivial*; and *unjudged* if none of its pairs was judged. Precision is over judged suggestions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from graph.text.yaml import load_yaml
from queries.questions.answer import Rows
from queries.suggestions.opportunities import find_opportunities

if TYPE_CHECKING:
    from graph.store import View

LABELS: Final = ("useful", "trivial", "wrong")
Pair = frozenset[str]


@dataclass(frozen=True)
class Gold:
    """Judgements: the label of each pair.

    Attributes:
        labels: by pair of identifiers.
        days: the days before which suggestions are made, in turn; None is now.
        members: whose lists are measured; empty means all.
    """

    labels: Mapping[Pair, str]
    days: tuple[str | None, ...]
    members: frozenset[str]


@dataclass(frozen=True)
class SuggestionMeasures:
    """Counts over the first suggestions of lists.

    Attributes:
        lists: "all" for one list of all members, "each" for one list of each.
        counts: suggestions by label, and "unjudged".
        found: of the pairs judged useful, the share that any suggestion names.
    """

    lists: str
    counts: Counter[str]
    found: float

    @property
    def judged(self) -> int:
        """The number of judged suggestions."""
        return sum(self.counts[label] for label in LABELS)

    def share(self, label: str) -> float:
        """Return the share of a label among the judged suggestions; 0 where there are none."""
        return self.counts[label] / self.judged if self.judged else 0.0


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        SourceError: it cannot be read, or is not such a file; names the entry.
    """
    from yaml import YAMLError

    try:
        content = load_yaml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError, ValueError) as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=" ".join(str(error).split())) from error
    entries = content.get("judgements") if isinstance(content, dict) else None
    if not isinstance(entries, dict) or not entries.keys() <= set(LABELS):
        raise SourceError(
            "{file} holds no judgements: write “judgements” with a list of pairs under each of {labels}.",
            file=path, labels=", ".join(LABELS),
        )  # fmt: skip
    labels = dict(_parse_entries(path, entries))
    as_of = content.get("as_of")
    days = as_of if isinstance(as_of, list) else [as_of]
    return Gold(
        labels, tuple(str(day) if day else None for day in days), frozenset(map(str, content.get("members") or ()))
    )


def _parse_entries(path: Path, entries: Mapping[str, Any]) -> Iterator[tuple[Pair, str]]:
    for label, pairs in entries.items():
        for pair in pairs or ():
            if not isinstance(pair, list) or len(set(map(str, pair))) != 2:
                raise SourceError("{file}: {entry} under {label} is not a pair.", file=path, entry=pair, label=label)
            yield frozenset(map(str, pair)), label


def evaluate_suggestions(view: View, gold: Gold, top: int) -> list[SuggestionMeasures]:
    """Measure the first suggestions of one list of all, and of one list of each member."""
    found = []
    for lists in ("all", "each"):
        each = lists == "each"
        wanted = []
        for day in gold.days:
            rows = find_opportunities(view, each=each, as_of=day, limit=top)
            rows = rows if each else Rows(rows[:top])
            wanted += [row for row in rows if not (each and gold.members) or row["for"] in gold.members]
        found.append(measure(lists, wanted, gold))
    return found


def measure(lists: str, rows: Sequence[Mapping[str, Any]], gold: Gold) -> SuggestionMeasures:
    """Count the labels of some rows of `opportunities`."""
    counts = Counter(judge(row, gold) for row in rows)
    named = {pair for row in rows for pair in iter_pairs(row)}
    useful = {pair for pair, label in gold.labels.items() if label == "useful"}
    return SuggestionMeasures(lists, counts, len(named & useful) / len(useful) if useful else 0.0)


def judge(row: Mapping[str, Any], gold: Gold) -> str:
    """Return the label of a suggestion."""
    labels = {gold.labels.get(pair) for pair in iter_pairs(row)} - {None}
    return next((label for label in ("wrong", "useful", "trivial") if label in labels), "unjudged")


def iter_pairs(row: Mapping[str, Any]) -> Iterable[Pair]:
    """Return the pairs that a row suggests: its need or first initiative with each other one."""
    first, *others = [row["need"], *row["initiatives"]] if row["need"] else row["initiatives"] or [None]
    if not others:
        return [frozenset({row["for"], row["with"]})]
    return [frozenset({first, other}) for other in others]
