"""`accord classify`: guess the themes of texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _
from accord.options import DEFAULT_GRAPH, CommonOptions, with_common_options
from accord.output.progress import working
from graph.errors import UsageError, message
from graph.values import STDIO

if TYPE_CHECKING:
    from graph.store import View
    from queries.themes.classify import ThemeNames, ThemeSuggestion
    from queries.themes.training import Classifier

DEFAULT_MAX_THEMES: Final = 3  # per text, unless --limit is given


@click.command(
    name="classify",
    help=_(
        "Guess the themes of texts: themes of the vocabulary and of the graph, each with a score and a reason. Where"
        " enough initiatives of the graph have themes, Accord learns from them, and where very many have, it compares"
        " a few texts with theirs; otherwise it compares names, definitions and words of the themes, in both languages."
        " Guesses are never stored; what was learnt is kept beside the graph. - reads one text per line; --unthemed"
        " takes the initiatives without a theme. --scheme chooses among some themes only: the vocabulary, those that a"
        " document describes, or those below a theme. --limit is the most themes for each text."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord classify "A digital wallet for citizens"\n  accord classify --unthemed --format csv -o themes.csv'
    + "\n  accord classify --unthemed --scheme scheme.ttl --semantic",
)
@click.argument("texts", nargs=-1, metavar=_("TEXT...|-"))
@click.option("--unthemed", is_flag=True, help=_("Classify the initiatives that have no theme."))
@click.option("--words", "words_only", is_flag=True, help=_("Compare names and words only, without learning."))
@click.option(
    "--scheme",
    metavar=_("NAME"),
    help=_("Choose among these themes only: “vocabulary”, a document that describes themes, or a theme."),
)
@click.option("--semantic", is_flag=True, help=_("Compare meanings as well as words (extra: semantic)."))
@with_common_options()
def command(
    *, texts: tuple[str, ...], unthemed: bool, words_only: bool, scheme: str | None, semantic: bool,
    common: CommonOptions,
) -> None:  # fmt: skip
    """Guess the themes of texts."""
    from queries.themes.training import classifier_for

    if bool(texts) == unthemed:
        raise UsageError("Give texts, - to read one per line, or --unthemed.")

    def guess(view: View | None, asked: list[str]) -> None:
        themes, classifier = classifier_for(view, scheme, learns=not words_only, semantic=semantic, texts=len(asked))
        _print_guesses(themes, classifier, asked, common)

    if not unthemed and common.graph == DEFAULT_GRAPH and not Path(DEFAULT_GRAPH).exists():
        guess(None, list(_read_texts(texts)))
        return
    with common.view() as view:
        asked = list(_unthemed_texts(view)) if unthemed else list(_read_texts(texts))
        with working(message("Guessing themes")):
            guess(view, asked)


def _print_guesses(
    themes: dict[str, ThemeNames], classifier: Classifier, texts: list[str], common: CommonOptions
) -> None:
    from accord.output.listing import header, print_listing
    from queries.questions.question import Column
    from queries.themes.profiles import ProfileClassifier

    by_labels = not isinstance(classifier, ProfileClassifier)
    classifier.prepare(texts)
    most = DEFAULT_MAX_THEMES if common.limit is None else common.limit
    rows = [
        {
            "text": text,
            "theme": _format_theme(themes, guess, common),
            "score": guess.score,
            "reason": _format_reason(guess, by_labels=by_labels),
        }
        for text in texts
        for guess in classifier.suggest(text)[:most]
    ]
    columns = [
        Column(name, header(title))
        for name, title in (
            ("text", _("Text")), ("theme", _("Theme")), ("score", _("Score")), ("reason", _("Reason")),
        )
    ]  # fmt: skip
    notes = [describe_method(classifier), *([] if rows else [_("No theme is similar enough.")])]
    print_listing(
        "classify", _("Themes that texts may be about"), columns, rows, common._replace(limit=None), notes=notes
    )


def describe_method(classifier: Classifier) -> str:
    """Say what a text was compared with."""
    from queries.themes.similar import SimilarClassifier
    from queries.themes.training import TrainedClassifier

    if isinstance(classifier, SimilarClassifier):
        return _("Compared with initiatives whose themes the graph states.")
    if isinstance(classifier, TrainedClassifier):
        return _("Learned from the themes that the graph states.")
    return _("Compared with the names, definitions and words of the themes.")


def _format_theme(themes: dict[str, ThemeNames], guess: ThemeSuggestion, common: CommonOptions) -> str:
    """Return the identifier of a theme for programs, its label for people."""
    labels: Any = themes[guess.theme].labels
    return guess.theme if common.format in ("json", "csv") else labels.get(common.lang, guess.theme)


def _format_reason(guess: ThemeSuggestion, *, by_labels: bool) -> str:
    words = ", ".join(guess.because)
    template = _("texts with this theme contain: {words}") if by_labels else _("inferred from: {words}")
    return template.format(words=words)


def _read_texts(texts: tuple[str, ...]) -> Iterator[str]:
    from accord.commands.stdin import read_lines

    for text in texts:
        yield from read_lines() if text == STDIO else [text]


def _unthemed_texts(view: View) -> Iterator[str]:
    from queries.statements import fetch_rows

    for row in fetch_rows(view, "themes/unthemed", {"most": -1}):
        yield f"{row['title']}\n{row['summary'] or ''}".strip()
