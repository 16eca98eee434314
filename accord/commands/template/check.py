"""`accord template check`: all errors of a completed template at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from accord.commands.stdin import read_file
from accord.messages import _, format_note, ngettext, set_language
from accord.options import CommonOptions, with_common_options
from accord.output.listing import header, print_listing
from accord.output.terminal import print_notes, write_output
from graph.errors import SourceError, UsageError
from graph.values import STDIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.templates.form_data import Checked, Problem

EXIT_CODE_ERRORS: Final = 3


@click.command(
    name="check",
    help=_(
        "List all errors of a template that a member completed, or of each template in a folder: where each is, what"
        " was found, and how to correct it, in the language of the template unless --lang gives another. The exit code"
        " is 3 when there are errors; warnings do not prevent loading."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord template check alberta.xlsx\n  accord template check alberta.xlsx --lang en --format json"
    + "\n  accord template check returned/",
)
@click.argument("file", metavar=_("FILE|FOLDER"))
@with_common_options(shown=("lang", "format", "limit", "output"))
def command(*, file: str, common: CommonOptions) -> int:
    """Check a template, or all in a folder; return the exit code."""
    if not Path(file).is_dir():
        return _check(*read_file(file), common)
    if common.output != STDIO or common.format not in ("table", "md"):
        raise UsageError("A folder is checked as text, on the screen. Name one file for another format or for -o.")
    codes = list(_check_folder(file, common))
    if not codes:
        raise SourceError("There is no template in {folder}.", folder=file)
    return max(codes)


def _check_folder(folder: str, common: CommonOptions) -> Iterator[int]:
    """Check each template in a folder, below its name; yield the exit codes. Other files are named at the end."""
    from loaders.inputs.paths import InputFile, find_files
    from loaders.templates.readers import reader_of

    others = []
    for each in find_files([folder], sys.stdin.buffer):
        if not isinstance(each, InputFile):
            continue
        data = each.read()
        try:
            reader_of(data, each.name)
        except SourceError:
            others.append(each.name)
            continue
        write_output(each.name, STDIO)
        yield _check(data, each.name, common)
        write_output("", STDIO)
    if others:
        print_notes([_("No templates, not checked: {names}.").format(names=", ".join(others))])


def _check(data: bytes, name: str, common: CommonOptions) -> int:
    """Print the errors of a template; return the exit code."""
    from loaders.templates.readers import check_template

    found = check_template(data, name)
    if not _is_language_given():
        set_language(found.language)
        common = common._replace(lang=found.language)
    problems = sorted(found.problems, key=_sort_key)
    wrong = sum(not problem.kept for problem in problems)
    _print_problems(
        problems,
        common,
        name,
        found,
        [*(format_note(note) for note in found.notes), _format_summary(wrong, len(problems) - wrong)],
    )
    return EXIT_CODE_ERRORS if wrong else 0


def _sort_key(problem: Problem) -> tuple[bool, int, int, str]:
    """Return the order of a problem: errors before warnings, then by place."""
    place = problem.place
    letters = (place.cell or "").rstrip("0123456789")
    row = place.line or int((place.cell or "")[len(letters) :] or 0)
    return problem.kept, row, len(letters), letters


def _is_language_given() -> bool:
    """Return whether --lang was typed, behind the command or before any of its names."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return True
        context = context.parent
    return False


def _print_problems(
    problems: list[Problem], common: CommonOptions, name: str, checked: Checked, notes: list[str]
) -> None:
    from queries.questions.question import Column

    columns = [
        Column("degree", header(""), codes="degree_of_problem"),
        Column("where", header(_("where"))), Column("field", header(_("field"))), Column("found", header(_("found"))),
        Column("problem", header(_("problem"))), Column("mend", header(_("how to correct it"))),
        *(Column(key, header(key), table=False) for key in ("sheet", "cell", "line", "wrong")),
    ]  # fmt: skip
    rows = [_problem_row(problem, common.lang, checked) for problem in problems]
    print_listing("check", _("Errors of the template"), columns, rows, common, parameters={"file": name}, notes=notes)


def _problem_row(problem: Problem, language: str, checked: Checked) -> dict[str, Any]:
    place, label = problem.place, problem.field
    where = " ".join(part for part in (place.sheet, place.cell) if part)
    field = label if isinstance(label, str) else label.labels[language]
    if place.line:
        where = _("line {n}").format(n=place.line)
        if section := checked.section_at(place.line):
            where = f"{section} › {field}" if field not in ("", "-") else section
    return {
        "degree": "warning" if problem.kept else "error",
        "where": where or "-",
        "field": field,
        "found": problem.found,
        "problem": format_note(problem.wrong),
        "mend": format_note(problem.mend),
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "wrong": not problem.kept,
    }


def _format_summary(wrong: int, warnings: int) -> str:
    """Return the number of errors and warnings in a sentence."""
    if not wrong and not warnings:
        return _("No errors.")
    first = ngettext("{n} error", "{n} errors", wrong).format(n=wrong)
    second = ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
    return _("{errors}, {warnings}.").format(errors=first, warnings=second)
