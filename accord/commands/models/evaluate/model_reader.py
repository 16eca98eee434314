"""Compare the extraction of a language model with that of the rules, and count its rejected answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.commands.load.model_reading import ModelOptions, fact_kind_text, model_settings, reason_text
from accord.commands.models.evaluate.extraction_scores import columns_of, rows_of
from accord.messages import _
from accord.output.metrics import format_metrics

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.claims import Reading
    from loaders.evaluation.gold import Gold
    from loaders.language_model.verification import Rejection


def compare_readers(golds: Sequence[Gold], kinds: Sequence[str], common: CommonOptions, *, allow_remote: bool) -> str:
    """The figures of both readers, and the rejected facts by kind and reason, as text to print.

    Raises:
        UsageError: the environment names no model, or one that is not allowed.
        ModelServerError: the server fails; answers that arrived before are kept.
    """
    from loaders.evaluation.score import evaluate, total
    from loaders.inputs.read import FileLoader
    from loaders.language_model.answers import AnswerCache, cache_path
    from loaders.language_model.client import ChatClient
    from loaders.language_model.passages import PASSAGE_READERS
    from loaders.language_model.reader import read_with_model

    settings = model_settings(ModelOptions(allow_remote=allow_remote))
    rejected: list[Rejection] = []
    with ChatClient(settings) as client, AnswerCache(cache_path(Path(common.graph))) as cache:

        def read(data: bytes, name: str) -> Reading:
            passages = FileLoader(readers=PASSAGE_READERS).load_bytes(data, name)[0]
            made, report = read_with_model(passages, client, cache, accept=True)
            rejected.extend(report.rejections)
            return made

        figures_of = {_("rules"): total(evaluate(golds, kinds)), settings.name: total(evaluate(golds, kinds, read))}
    rows = [{"reader": name, **row} for name, scores in figures_of.items() for row in rows_of(scores)]
    columns = {"reader": _("reader"), **columns_of(by_file=False)}
    counts = Counter((one.kind, one.reason) for one in rejected)
    listed: list[dict[str, Any]] = [
        {"kind": kind, "reason": reason, "n": n} for (kind, reason), n in sorted(counts.items())
    ]
    text = format_metrics(
        columns, rows, common.format, documents=sum(len(gold.documents) for gold in golds), rejected=listed
    )
    if common.format in ("table", "md") and listed:
        worded = [{**row, "kind": fact_kind_text(row["kind"]), "reason": reason_text(row["reason"])} for row in listed]
        text += "\n" + format_metrics(
            {"kind": _("rejected"), "reason": _("reason"), "n": _("number")}, worded, common.format
        )
    return text
