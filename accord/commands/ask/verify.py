"""`accord verify`: check what a memo says against the graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from accord.commands.ask.questions import NameType
from accord.commands.stdin import read_file
from accord.messages import _, audience_name, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.answer import print_answer
from accord.output.progress import working
from accord.output.terminal import print_notes, write_bytes
from graph.errors import VerdictError, message

if TYPE_CHECKING:
    from graph.exchange.memo import Memo
    from queries.questions.answer import Answer


@click.command(
    name="verify",
    help=_(
        "Check a memo, or the answer of an assistant, against the graph. Each statement about who leads, takes part,"
        " works together, when, how it stands or who reported gets a verdict: supported, contradicted, out of date"
        " (true of an earlier edition), not in the graph (and whether that party reported at all), or not for this"
        " audience (not all reports that were received are shown here). Only what can have one value is ever"
        " contradicted: a partner that the graph does not know is not in the graph. The memo may be Word, PDF,"
        " OpenDocument, PowerPoint, HTML, Markdown, e-mail or text; - is standard input."
    )
    + "\n\n"
    + _(
        "-o FILE.docx writes a copy of a Word document with a comment on each passage, -o FILE.html a page with marked"
        " passages; .json, .csv and .md are tables. With --strict the exit code is 8 if a statement is contradicted or"
        " out of date."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord verify memo.docx\n  accord verify memo.docx -o checked.docx"
    + "\n  accord verify note.md --audience public --strict\n  accord verify - --format json < answer.md",
)
@click.argument("memo", metavar=_("MEMO"))
@click.option("--edition", type=NameType("edition", "edition"), metavar=_("EDITION"),
              help=_("Check against what was known in this edition."))  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=_("Also list what states nothing that can be checked."))
@click.option("--strict", is_flag=True, help=_("Exit with code 8 if a statement is contradicted or out of date."))
@click.option("--evidence", "with_evidence", is_flag=True, help=_("Quote the sources below the table."))
@with_common_options(proposed=True)
def command(
    *, memo: str, edition: str | None, everything: bool, strict: bool, with_evidence: bool, common: CommonOptions
) -> None:
    """Verify a memo.

    Raises:
        VerdictError: with --strict, a statement is contradicted or out of date.
    """
    from loaders.inputs.memos import read_memo
    from queries.verification.model import WRONG
    from queries.verification.rendering import verification_question
    from queries.verification.verify import verify
    from viz.marked.render import marked_format

    data, name = read_file(memo)
    read = read_memo(data, name)
    with common.view() as view, working(message("Checking the memo")):
        answer = verify(view, read, edition)
    if kind := marked_format(common.output):
        _write_marked(read, data, answer, kind, common)
    else:
        shown = _limit(
            answer if common.format == "json" else _as_table(answer, everything=everything, common=common), common
        )
        print_answer(shown, verification_question(), common.format, common.output, evidence=with_evidence)
    if strict and (wrong := sum(row["verdict"] in WRONG for row in answer.rows)):
        raise VerdictError("Statements that are contradicted or out of date: {n}.", n=wrong)


def _write_marked(memo: Memo, data: bytes, answer: Answer, kind: str, common: CommonOptions) -> None:
    from viz.marked.render import render_marked

    marked, missing = render_marked(memo, data, answer, kind)
    write_bytes(marked, common.output)
    notes = [_("{file}: what {audience} may see.").format(file=common.output, audience=audience_name(common.audience))]
    if missing:
        notes.append(
            ngettext(
                "{n} passage was not found again and has no comment.",
                "{n} passages were not found again and have no comment.",
                missing,
            ).format(n=missing)
        )
    print_notes([*notes, *answer.notes])


def _as_table(answer: Answer, *, everything: bool, common: CommonOptions) -> Answer:
    """Return the answer as tables and CSV show it: parties and reports as text; not checked rows only on request."""
    from queries.verification.rendering import NOT_CHECKED, load_wording

    kept = [row for row in answer.rows if everything or common.format == "csv" or row["verdict"] != NOT_CHECKED]
    notes = list(answer.notes)
    if len(kept) < len(answer.rows):
        notes[-1] = notes[-1].removesuffix(".") + load_wording()["notes"]["listed"][answer.language]
    return replace(answer, rows=[_as_text(row) for row in kept], notes=notes)


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "statement": row["statement"] or row["passage"],
        "parties": ", ".join(one["id"] or one["name"] for one in row["parties"]) or None,
        "coverage": ", ".join(f"{one['jurisdiction']} {one['answer']}" for one in row["coverage"]) or None,
    }


def _limit(answer: Answer, common: CommonOptions) -> Answer:
    return answer if common.limit is None else replace(answer, rows=answer.rows[: common.limit])
