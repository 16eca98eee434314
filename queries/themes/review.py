"""Themes for the review queue: hints in titles, and suggestions for initiatives without a theme.

A hint (`theme-hinted-in-title`) is in the graph as inferred until a person rejects it. A suggestion (`theme-guessed`)
is the first of `accord classify` that was not rejected, with a score of at least `MIN_SCORE`; it enters the graph
when a person accepts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decisions import pair_id
from graph.vocabulary.themes import LOOSE
from queries.statements import fetch_rows
from queries.themes.classify import read_themes
from queries.themes.training import choose_classifier

if TYPE_CHECKING:
    from graph.store import View

SUGGESTION_RULE: Final = "theme-guessed"
MIN_SCORE: Final = 0.5
MAX_QUEUE_ROWS: Final = 1_000  # of hints, and of suggestions
MAX_CLASSIFIED: Final = 20_000  # initiatives without a theme that are classified; more would take too long


def find_uncertain_themes(
    view: View, refused: AbstractSet[str], max_rows: int = MAX_QUEUE_ROWS
) -> list[dict[str, Any]]:
    """Return the themes to review, the likeliest first: ``one other kind rule score words``.

    `one` is the initiative, `other` the theme.

    Args:
        view: what the audience may see.
        refused: the pairs (see `graph.dedupe.decisions.pair_id`) that have been decided.
        max_rows: the most hints to return, and the most suggestions.
    """
    hints = [{**row, "score": LOOSE} for row in fetch_rows(view, "themes/review_themes", {"most": max_rows})]
    found = [*hints, *islice(_suggest_themes(view, refused), max_rows)]
    return sorted(found, key=lambda row: (-row["score"], row["rule"], row["one"], row["other"]))


def classifies_all(view: View, max_classified: int = MAX_CLASSIFIED) -> bool:
    """Whether all initiatives without a theme are classified, and not the first ones only."""
    return len(fetch_rows(view, "themes/unthemed", {"most": max_classified + 1})) <= max_classified


def _suggest_themes(view: View, refused: AbstractSet[str]) -> Iterator[dict[str, Any]]:
    unthemed = fetch_rows(view, "themes/unthemed", {"most": MAX_CLASSIFIED})
    if not unthemed:
        return
    classifier = choose_classifier(view, read_themes(view), texts=len(unthemed))
    for row in unthemed:
        text = f"{row['title']}\n{row['summary'] or ''}".strip()
        undecided = (one for one in classifier.suggest(text) if pair_id(row["id"], one.theme) not in refused)
        best = next(undecided, None)
        if best and best.score >= MIN_SCORE:
            yield {
                "one": row["id"], "other": best.theme, "kind": "theme", "rule": SUGGESTION_RULE, "score": best.score,
                "words": ", ".join(best.because),
            }  # fmt: skip
