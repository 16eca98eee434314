"""The themes of pieces of work in free text: those that their names name, and the sentences that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.vocabulary import themes

if TYPE_CHECKING:
    from graph.vocabulary.themes import Suggestion, Where
    from loaders.claims import ClaimBuilder
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.text.passages import Passage

    Found = tuple[Suggestion, Passage]

OF_SENTENCE: Final = "theme-named-beside-name"
SURE: Final = themes.PLACE_WEIGHT["summary"] * themes.PHRASE_WEIGHT  # of a theme that a sentence names in several words
OFTEN: Final = 2  # sentences that name a theme in one word
MOST: Final = 2  # themes of a piece of work that its names do not name


def write_themes(builder: ClaimBuilder, subject: str, work: Work, *, by: str | None) -> None:
    """Write the themes of a piece of work, all inferred.

    Themes that its names name come first. A sentence that names the work counts for a theme that it names in several
    words, and several sentences do for one that they name in one word; one such sentence does where nothing else is
    known. The names of parties and of other work in a sentence name no theme.
    """
    names = [work.passage.part(work.start, work.end), *(each.part(start, end) for _, _, each, start, end in work.names)]
    found, _ = _themes_of(builder, names, "title")
    rest, counts = _themes_of(builder, work.sentences, "summary")
    sure = {theme: pair for theme, pair in rest.items() if pair[0].score >= SURE or counts[theme] >= OFTEN}
    if not found and not sure:
        sure = rest
    ranked = sorted(
        (theme for theme in sure if theme not in found), key=lambda theme: (-counts[theme], -sure[theme][0].score)
    )
    for theme, (one, passage) in found.items():
        _write(builder, subject, theme, one, passage, one.reason, by)
    for theme in ranked[:MOST]:
        _write(builder, subject, theme, *sure[theme], OF_SENTENCE, by)


def _themes_of(
    builder: ClaimBuilder, passages: Sequence[Passage], where: Where
) -> tuple[dict[str, Found], Counter[str]]:
    """The themes that texts name, each where it is named most surely, and how many texts name each."""
    found: dict[str, Found] = {}
    counts: Counter[str] = Counter()
    for passage in passages:
        named = themes.suggest(passage.text, builder.language, where)  # each theme once
        counts.update(one.theme for one in named)
        for one in named:
            if one.theme not in found or one.score > found[one.theme][0].score:
                found[one.theme] = one, passage
    return found, counts


def _write(
    builder: ClaimBuilder, subject: str, theme: str, one: Suggestion, passage: Passage, rule: str, by: str | None
) -> None:
    builder.add_link(
        "initiative", subject, "theme", theme, passage.place(one.start, one.end), rule, by=by, stated=False
    )
