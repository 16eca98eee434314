"""`accord model evaluate themes`: measure theme classification on the labels of a graph."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import shows_progress
from accord.output.terminal import write_output
from graph.errors import UsageError, message


@click.command(
    name="themes",
    help=_(
        "Guess the themes of the initiatives that have some, by cross-validation with folds by title, and compare: the"
        " most frequent themes, TF-IDF to labels, nearest neighbours, TF-IDF and a linear support vector machine, and"
        " the methods of Accord: from words alone, from words and meanings (--semantic), and learned."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate themes\n  accord model evaluate themes --folds 10 --titles --format json"
    + "\n  accord model evaluate themes --semantic",
)
@click.option("--folds", type=click.IntRange(2, 20), default=5, show_default=True, metavar=_("N"),
              help=_("Number of folds of the cross-validation."))  # fmt: skip
@click.option("--titles", is_flag=True, help=_("Use titles only, without summaries."))
@click.option("--semantic", is_flag=True, help=_("Compare meanings as well as words (extra: semantic)."))
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Measuring"))
def command(*, folds: int, titles: bool, semantic: bool, common: CommonOptions) -> None:
    """Measure theme classification."""
    from queries.evaluation.themes import evaluate_themes
    from queries.search.semantic import find_vectors_path
    from queries.themes.classify import read_themes
    from queries.themes.training import can_train, read_labelled_texts

    with common.view() as view:
        examples = read_labelled_texts(view)
        used = {theme for one in examples for theme in one.themes}
        themes = [theme for theme in read_themes(view) if theme.id in used]
        vectors = find_vectors_path(view)
    if not can_train(examples):
        raise UsageError(
            "Themes are stated of only {n} initiatives that this audience may see; 200 are needed to measure guesses.",
            n=len(examples),
        )
    named = {
        "majority": _("most frequent"), "tfidf-to-labels": _("TF-IDF to labels"),
        "nearest-neighbour": _("nearest neighbours"), "tfidf-svm": _("TF-IDF and linear SVM"),
        "words": _("Accord, from words"), "meaning": _("Accord, from words and meanings"),
        "learnt": _("Accord, learned"),
    }  # fmt: skip
    rows = [
        {**row, "way": row["way"] if common.format in ("json", "csv") else named[row["way"]]}
        for row in evaluate_themes(examples, themes, folds, titles_only=titles, semantic=semantic, vectors=vectors)
    ]
    columns = {"lang": _("language"), "way": _("method"), "texts": _("texts"), "p1": "P@1", "r3": "R@3",
               "micro": "micro F1", "macro": "macro F1"}  # fmt: skip
    write_output(
        format_metrics(columns, rows, common.format, folds=folds, themes=len(themes), titles=titles), common.output
    )
