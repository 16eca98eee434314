"""`accord model evaluate themes`: how well the themes of texts are guessed, on what a graph labels."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import write
from accord.output.metrics import figures
from graph.errors import UsageError


@click.command(
    name="themes",
    short_help=_("How well themes are guessed"),
    help=_(
        "Guess the themes of the initiatives of a graph that have some, in folds by title so that no text is tested"
        " that was learnt from, and compare: the most frequent themes, TF-IDF to labels, nearest neighbours, TF-IDF and"
        " a linear support vector machine, and Accord’s own two ways, from words alone and learnt."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate themes\n  accord model evaluate themes --folds 10 --titles --format json",
)
@click.option("--folds", type=click.IntRange(2, 20), default=5, show_default=True, metavar=_("N"),
              help=_("How many parts the texts are divided into."))  # fmt: skip
@click.option("--titles", is_flag=True, help=_("Read titles only, and not what they are about."))
@common(shown=("graph", "lang", "format", "audience", "output"))
def command(*, folds: int, titles: bool, common: Common) -> None:
    """Measure the guesses."""
    from queries.evaluation.themes import evaluate_themes
    from queries.themes.classify import read_themes
    from queries.themes.training import can_train, read_labelled_texts

    with common.view() as view:
        examples = read_labelled_texts(view)
        used = {theme for one in examples for theme in one.themes}
        themes = [theme for theme in read_themes(view) if theme.id in used]
    if not can_train(examples):
        raise UsageError(
            "Themes are stated of only {n} initiatives that this audience may see; 200 are needed to measure guesses.",
            n=len(examples),
        )
    named = {
        "majority": _("most frequent"), "tfidf-to-labels": _("TF-IDF to labels"),
        "nearest-neighbour": _("nearest neighbours"), "tfidf-svm": _("TF-IDF and linear SVM"),
        "words": _("Accord, from words"), "learnt": _("Accord, learnt"),
    }  # fmt: skip
    rows = [
        {**row, "way": row["way"] if common.format in ("json", "csv") else named[row["way"]]}
        for row in evaluate_themes(examples, themes, folds, titles_only=titles)
    ]
    columns = {"lang": _("language"), "way": _("way"), "texts": _("texts"), "p1": "P@1", "r3": "R@3",
               "micro": "micro F1", "macro": "macro F1"}  # fmt: skip
    write(figures(columns, rows, common.format, folds=folds, themes=len(themes), titles=titles), common.output)
