"""`accord classify`: the themes that texts are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _
from accord.options import DEFAULT_GRAPH, Common, common
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.store import View
    from queries.themes.classify import ThemeNames, ThemeSuggestion

SHOWN: Final = 3  # themes of a text, where --limit says nothing else


@click.command(
    name="classify",
    short_help=_("Guess the themes of texts"),
    help=_(
        "Guess what texts are about: themes of the vocabulary and of the graph, each with a score and a reason. Where"
        " enough of the graph is labelled it is learnt from, else names and words of the themes decide, in both"
        " languages. A guess is never recorded: it is shown as what it is. - reads a text a line; --unthemed takes the"
        " initiatives of which no theme is known. --limit is the most themes for each text."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord classify "A digital wallet for citizens"\n  accord classify --unthemed --format csv -o themes.csv',
)
@click.argument("texts", nargs=-1, metavar=_("TEXT...|-"))
@click.option("--unthemed", is_flag=True, help=_("The initiatives of the graph that have no theme."))
@click.option("--words", "words_only", is_flag=True, help=_("Go by names and words, and learn nothing."))
@common()
def command(*, texts: tuple[str, ...], unthemed: bool, words_only: bool, common: Common) -> None:
    """Guess the themes of texts."""
    if bool(texts) == unthemed:
        raise UsageError("Name texts, or - to read one a line, or --unthemed: one of these.")
    if not unthemed and common.graph == DEFAULT_GRAPH and not Path(DEFAULT_GRAPH).exists():
        _answer(None, list(_given(texts)), common, words_only=words_only)
        return
    with common.view() as view:
        asked = list(_unthemed(view)) if unthemed else list(_given(texts))
        _answer(view, asked, common, words_only=words_only)


def _answer(view: View | None, texts: list[str], common: Common, *, words_only: bool) -> None:
    from accord.output.listing import header, listed
    from queries.questions.question import Column
    from queries.themes.classify import KeywordClassifier, read_themes
    from queries.themes.training import choose_classifier

    themes = {theme.id: theme for theme in read_themes(view)}
    says = (
        KeywordClassifier(themes.values()) if words_only or view is None else choose_classifier(view, themes.values())
    )
    learnt = not isinstance(says, KeywordClassifier)
    most = SHOWN if common.limit is None else common.limit
    rows = [
        {
            "text": text,
            "theme": _named(themes, guess, common),
            "score": guess.score,
            "reason": _reason(guess, learnt=learnt),
        }
        for text in texts
        for guess in says.suggest(text)[:most]
    ]
    note = _("Learnt from what the graph states of themes.") if learnt else _("By names and words of the themes.")
    columns = [
        Column(name, header(title))
        for name, title in (
            ("text", _("Text")), ("theme", _("Theme")), ("score", _("Score")), ("reason", _("Reason")),
        )
    ]  # fmt: skip
    notes = [note, *([] if rows else [_("No theme comes near.")])]
    listed("classify", _("Themes that texts may be about"), columns, rows, replace(common, limit=None), notes=notes)


def _named(themes: dict[str, ThemeNames], guess: ThemeSuggestion, common: Common) -> str:
    """A theme's identifier for programs, its label for people."""
    labels: Any = themes[guess.theme].labels
    return guess.theme if common.format in ("json", "csv") else labels.get(common.lang, guess.theme)


def _reason(guess: ThemeSuggestion, *, learnt: bool) -> str:
    words = ", ".join(guess.because)
    template = _("texts labelled so speak of: {words}") if learnt else _("inferred from: {words}")
    return template.format(words=words)


def _given(texts: tuple[str, ...]) -> Iterator[str]:
    from accord.stdin import lines

    for text in texts:
        yield from lines() if text == "-" else [text]


def _unthemed(view: View) -> Iterator[str]:
    from queries.statements import fetch_rows

    for row in fetch_rows(view, "themes/unthemed", {"most": -1}):
        yield f"{row['title']}\n{row['summary'] or ''}".strip()
