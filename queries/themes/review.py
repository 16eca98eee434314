"""Themes that a person is asked about: hints in titles, and guesses for initiatives of which no theme is known.

A hint (`theme-hinted-in-title`) is in the graph as inferred until somebody says that it is wrong. A guess
(`theme-guessed`) is what `accord classify` says first and nobody refused: it enters the graph when somebody says that
it is right. Its score has to be `LIKELY` at least.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.judgements import pair_id
from graph.vocabulary.themes import LOOSE
from queries.statements import rows
from queries.themes.classify import themes_of
from queries.themes.training import guesser

if TYPE_CHECKING:
    from graph.store import View

GUESSED: Final = "theme-guessed"
LIKELY: Final = 0.5
MOST: Final = 1_000  # hints, and guesses: nobody looks at more
READ: Final = 20_000  # initiatives without a theme that are guessed about: more would take longer than anybody waits


def uncertain_themes(view: View, refused: AbstractSet[str]) -> list[dict[str, Any]]:
    """What to ask, the likeliest first: ``one other kind rule score words``; one is the initiative, other the theme.

    Args:
        view: what the audience may see.
        refused: the pairs (see `graph.dedupe.judgements.pair_id`) that somebody decided about.
    """
    hints = [{**row, "score": LOOSE} for row in rows(view, "themes/review_themes", {"most": MOST})]
    found = [*hints, *islice(_guesses(view, refused), MOST)]
    return sorted(found, key=lambda row: (-row["score"], row["rule"], row["one"], row["other"]))


def guesses_about_all(view: View) -> bool:
    """Whether all initiatives without a theme are guessed about, and not the first ones only."""
    return len(rows(view, "themes/unthemed", {"most": READ + 1})) <= READ


def _guesses(view: View, refused: AbstractSet[str]) -> Iterator[dict[str, Any]]:
    unthemed = rows(view, "themes/unthemed", {"most": READ})
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
