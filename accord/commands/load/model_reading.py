"""Documents read by a language model (`accord load --reader model`): what is sent, what is kept, what it cost."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from accord.messages import _, ngettext
from accord.output.interruption import set_what_stands
from accord.output.progress import working
from accord.output.terminal import print_notes
from graph.errors import message
from graph.values import DEFAULT_APPROVAL, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.values import Approval
    from loaders.inputs.read import FileLoader, Outcome
    from loaders.language_model.answers import AnswerCache
    from loaders.language_model.client import ChatClient
    from loaders.language_model.reader import ModelReport
    from loaders.language_model.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """The options of the model reader.

    Attributes:
        allow_remote: whether text may leave this machine.
        accept: whether verified facts count without review.
        show_rejected: whether to list what was rejected.
    """

    allow_remote: bool = False
    accept: bool = False
    show_rejected: bool = False


def load_with_model(
    files: Sequence[str], loader: FileLoader, options: ModelOptions, graph: str, approval: Approval | None
) -> list[Outcome]:
    """Read files with the model that the environment names, and print to stderr what that took.

    Raises:
        UsageError: the environment names no model, or one that is not allowed.
        SharingError: a document is not for the server.
        ModelServerError: the server fails; answers that arrived before are kept.
    """
    from loaders.language_model.passages import PASSAGE_READERS

    settings = model_settings(options)
    passages = replace(loader, readers=PASSAGE_READERS).load_paths(files)
    made: list[Outcome] = []
    reports: list[ModelReport] = []
    for outcome, more in read_outcomes(passages, settings, options, graph, approval):
        made.append(outcome)
        reports += more
    print_notes(report_lines(reports, settings, options))
    return made


def model_settings(options: ModelOptions) -> ModelSettings:
    """The model that the environment names; for errors see `read_settings`."""
    from loaders.language_model.settings import read_settings

    return read_settings(os.environ, allow_remote=options.allow_remote)


def read_outcomes(
    outcomes: Iterable[Outcome], settings: ModelSettings, options: ModelOptions, graph: str, approval: Approval | None
) -> Iterator[tuple[Outcome, list[ModelReport]]]:
    """Have the model read the passages of each file.

    Args:
        outcomes: the files, brought as far as their passages (`loaders.language_model.passages`).
        settings: the model.
        options: what was typed.
        graph: the graph; answers are kept in a file next to it.
        approval: that of documents about which nothing was decided.

    Raises:
        SharingError: a document is not for the server.
        ModelServerError: the server fails; answers that arrived before are kept.
    """
    from loaders.language_model.answers import AnswerCache, cache_path
    from loaders.language_model.client import ChatClient

    path = cache_path(Path(graph)) if "://" not in graph else cache_path(Path("accord.db"))
    with ChatClient(settings) as client, AnswerCache(path) as cache:
        for outcome in outcomes:
            if outcome.error or outcome.skipped:
                yield outcome, []
                continue
            for reading in outcome.readings:
                settings.check_approval(_approval_of(reading, approval, graph), outcome.name)
            read = [_read(reading, client, cache, accept=options.accept) for reading in outcome.readings]
            yield replace(outcome, readings=[reading for reading, _report in read]), [report for _made, report in read]


def _read(reading: Reading, client: ChatClient, cache: AnswerCache, *, accept: bool) -> tuple[Reading, ModelReport]:
    from loaders.language_model.reader import read_with_model

    set_what_stands(message("Interrupted; nothing was changed. Answers of the model are kept for the next time."))
    label = message("Asking {model} about {file}")
    with working(label, model=client.settings.name, file=reading.source.name) as asking:

        def count(number: int, of: int) -> None:
            asking.done, asking.total = number, of

        return read_with_model(reading, client, cache, accept=accept, progress=count)


def _approval_of(reading: Reading, given: Approval | None, graph: str) -> Approval:
    """The narrowest approval that a document has: by what it says, by what was typed, and by decisions in the graph."""
    senders = {one.reported_by for one in reading.remarks.unplaced if one.reported_by}
    known = [each.approval for each in reading.approvals]
    known += _decided(graph, senders, reading.source.edition)
    known += [given] if given else [] if known else [DEFAULT_APPROVAL]
    return max(known, key=approval_level)


def _decided(graph: str, senders: set[str], edition: str | None) -> list[Approval]:
    """The approvals that the graph has for the senders of a document in its edition."""
    if "://" in graph or not Path(graph).exists():
        return []
    from graph.sqlite.store import SqliteStore

    with SqliteStore(Path(graph)).view("secretariat", "en") as view:
        found = view.rows("SELECT jurisdiction, edition, approval FROM approval")
    return [row["approval"] for row in found if row["jurisdiction"] in senders and row["edition"] == edition]


def report_lines(reports: Sequence[ModelReport], settings: ModelSettings, options: ModelOptions) -> Iterator[str]:
    """The report of the reading, file by file: facts kept and rejected, by reason, pieces, tokens and seconds."""
    yield (
        _("The text was sent to {url}.") if not settings.is_local else _("The text was sent to {url}, on this machine.")
    ).format(url=settings.url)
    for each in reports:
        kept = ngettext("{n} fact verified", "{n} facts verified", each.kept).format(n=each.kept)
        dropped = len(each.rejections)
        rejected = ngettext("{n} rejected", "{n} rejected", dropped).format(n=dropped)
        took = _("{file}: {kept}, {rejected}; {parts} parts ({cached} answered before), {tokens} tokens, {seconds} s")
        yield took.format(
            file=each.file, kept=kept, rejected=rejected, parts=each.parts, cached=each.cached,
            tokens=each.prompt_tokens + each.completion_tokens, seconds=f"{each.seconds:.1f}",
        )  # fmt: skip
        for reason, n in sorted(Counter(one.reason for one in each.rejections).items()):
            yield f"  {n} × {reason_text(reason)}"
        if options.show_rejected:
            for one in each.rejections:
                yield f"    ✗ {fact_kind_text(one.kind)} “{one.text}”: {reason_text(one.reason)} — “{one.quote}”"
    if not options.accept:
        yield _("What was verified waits for review: accord review. --accept-verified takes it at once.")


def reason_text(reason: str) -> str:
    """Why a fact was rejected, in words."""
    return {
        "invalid-answer": _("the answer does not follow the schema"),
        "quote-not-found": _("the quote is not in the document"),
        "not-in-quote": _("the name or date is not in its quote"),
        "ambiguous-name": _("the name may mean several"),
        "not-a-name": _("it is not a name"),
        "date-differs": _("the date reads otherwise"),
        "denied": _("the sentence denies it"),
        "conditional": _("the sentence is conditional"),
        "compared": _("the sentence only compares"),
        "instruction": _("the sentence is an instruction"),
        "another-initiative": _("the sentence is about another initiative"),
        "too-far": _("it is stated too far from the initiative"),
    }[reason]


def fact_kind_text(kind: str) -> str:
    """The kind of a fact, in words."""
    return {
        "initiative": _("initiative"), "lead": _("lead"), "partner": _("partner"), "date": _("date"), "need": _("need"),
    }[kind]  # fmt: skip
