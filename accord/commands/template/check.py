"""`accord template check`: all errors of a completed template at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from accord.messages import _, explained_note, ngettext, speak
from accord.options import Common, common
from accord.output.listing import header, listed

if TYPE_CHECKING:
    from loaders.templates.form_data import Problem

STDIN: Final = "-"
WRONG: Final = 3


@click.command(
    name="check",
    short_help=_("List the errors of a completed template"),
    help=_(
        "List all errors of a template that a member completed: where each is, what was found, and how to correct it,"
        " in the language of the template unless --lang gives another. The exit code is 3 when there are errors;"
        " warnings do not prevent loading."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord template check alberta.xlsx\n  accord template check alberta.xlsx --lang en --format json",
)
@click.argument("file", metavar=_("FILE"))
@common(shown=("lang", "format", "limit", "output"))
def command(*, file: str, common: Common) -> int:
    """Check a template; returns the exit code."""
    from loaders.inputs.paths import read_file_bytes
    from loaders.templates.readers import check_template

    data = sys.stdin.buffer.read() if file == STDIN else read_file_bytes(Path(file))
    name = "stdin" if file == STDIN else Path(file).name
    found = check_template(data, name)
    if not _was_chosen():
        speak(found.language)
        common = replace(common, lang=found.language)
    problems = sorted(found.problems, key=_order)
    wrong = sum(not problem.kept for problem in problems)
    _list(
        problems,
        common,
        name,
        [*(explained_note(note) for note in found.notes), _summary(wrong, len(problems) - wrong)],
    )
    return WRONG if wrong else 0


def _order(problem: Problem) -> tuple[bool, int, int, str]:
    """What is wrong first, then what is to be looked at; each as it stands in its sheet or file."""
    place = problem.place
    letters = (place.cell or "").rstrip("0123456789")
    row = place.line or int((place.cell or "")[len(letters) :] or 0)
    return problem.kept, row, len(letters), letters


def _was_chosen() -> bool:
    """Whether --lang says the language, before the command or behind it."""
    context = click.get_current_context()
    contexts = [context, context.parent] if context.parent else [context]
    return any(each.get_parameter_source("lang") is ParameterSource.COMMANDLINE for each in contexts)


def _list(problems: list[Problem], common: Common, name: str, notes: list[str]) -> None:
    from queries.questions.question import Column

    columns = [
        Column("where", header(_("where"))), Column("field", header(_("field"))), Column("found", header(_("found"))),
        Column("problem", header(_("problem"))), Column("mend", header(_("how to mend it"))),
        *(Column(key, header(key), table=False) for key in ("sheet", "cell", "line", "wrong")),
    ]  # fmt: skip
    rows = [_row(problem, common.lang) for problem in problems]
    listed("check", _("What is wrong with the template"), columns, rows, common, parameters={"file": name}, notes=notes)


def _row(problem: Problem, language: str) -> dict[str, Any]:
    place, label = problem.place, problem.field
    where = " ".join(part for part in (place.sheet, place.cell) if part)
    if place.line:
        where = _("line {n}").format(n=place.line)
    return {
        "where": where or "-",
        "field": label if isinstance(label, str) else label.labels[language],
        "found": problem.found,
        "problem": explained_note(problem.wrong),
        "mend": explained_note(problem.mend),
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "wrong": not problem.kept,
    }


def _summary(wrong: int, looked_at: int) -> str:
    """How much is wrong, in a sentence."""
    if not wrong and not looked_at:
        return _("Nothing is wrong.")
    first = ngettext("{n} entry is wrong", "{n} entries are wrong", wrong).format(n=wrong)
    second = ngettext("{n} is to be looked at", "{n} are to be looked at", looked_at).format(n=looked_at)
    return _("{wrong}; {looked_at}.").format(wrong=first, looked_at=second)
