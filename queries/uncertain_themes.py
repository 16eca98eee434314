"""Themes that a person is asked about: hints in titles, and guesses for initiatives of which no theme is known.

A hint (`theme-hinted-in-title`) is in the graph as inferred until somebody says that it is wrong. A guess
(`theme-guessed`) is what `accord classify` says first and nobody refused: it enters the graph when somebody says that
it is right. Its score has to be `LIKELY` at least.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final

from graph.decisions import pair_id
from graph.themes import LOOSE
from queries.classify import themes_of
from queries.statements import rows
from queries.theme_learning import guesser

if TYPE_CHECKING:
    from graph.view import View

GUESSED: Final = "theme-guessed"
LIKELY: Final = 0.5
MOST: Final = 1_000  # initiatives that are guessed about, and hints: nobody looks at more


def uncertain_themes(view: View, refused: AbstractSet[str]) -> list[dict[str, Any]]:
    """What to ask, the likeliest first: ``one other kind rule score words``; one is the initiative, other the theme.

    Args:
        view: what the audience may see.
        refused: the pairs (see `graph.decisions.pair_id`) that somebody decided about.
    """
    hints = [{**row, "score": LOOSE} for row in rows(view, "review_themes", {"most": MOST})]
    found = [*hints, *_guesses(view, refused)]
    return sorted(found, key=lambda row: (-row["score"], row["rule"], row["one"], row["other"]))


def _guesses(view: View, refused: AbstractSet[str]) -> Iterator[dict[str, Any]]:
    unthemed = rows(view, "unthemed", {"most": MOST})
    if not unthemed:
        return
    says = guesser(view, themes_of(view))
    for row in unthemed:
        text = f"{row['title']}\n{row['summary'] or ''}".strip()
        open_ones = (one for one in says.guesses(text) if pair_id(row["id"], one.theme) not in refused)
        best = next(open_ones, None)
        if best and best.score >= LIKELY:
            yield {
                "one": row["id"], "other": best.theme, "kind": "theme", "rule": GUESSED, "score": best.score,
                "words": ", ".join(best.because),
            }  # fmt: skip
