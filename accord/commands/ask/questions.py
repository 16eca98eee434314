"""A command for each question, made from its YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from accord.catalog import QUESTION_COMMANDS
from accord.commands.groups import Command, LazyGroup
from accord.messages import _, current_language
from accord.options import CommonOptions, CountType, Option, options_from_context, with_common_options
from accord.output.answer import print_answer
from accord.output.progress import track, working
from accord.output.terminal import write_output
from graph.errors import message
from graph.values import STDIO

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from accord.catalog import CommandEntry
    from queries.questions.answer import Answer
    from queries.questions.question import Parameter, Question


HELP_WIDTH: Final = 80
MAX_LISTED_CHOICES: Final = 45  # characters of choices that stand in place of the value; more are in the help
MAX_TABLE_ROWS: Final = 500  # of a table, unless --limit is given


class ChoiceType(click.Choice[str]):
    """One of some codes, or the word for it in either language, which the question itself makes sure of."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return what is typed."""
        return str(value)


class NameType(click.ParamType[str]):
    """The name of a theme, jurisdiction or other node; completed from the graph."""

    def __init__(self, kind: str, metavar: str) -> None:
        self.kind = kind
        self.name = metavar

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the names and identifiers with a prefix; none if there is no graph yet."""
        from click.shell_completion import CompletionItem  # imported here: questions are seldom completed

        return [CompletionItem(text) for text in self.complete(ctx, self.kind, incomplete)]

    @staticmethod
    def complete(ctx: click.Context, kind: str, incomplete: str) -> list[str]:
        """Return the names and identifiers of a kind of node with a prefix."""
        from graph.errors import AccordError
        from graph.text.strings import fold
        from queries.statements import fetch_rows

        try:
            with options_from_context(ctx.params).view() as view:
                found = fetch_rows(
                    view, "names/completions", {"kind": kind, "start": incomplete, "folded": fold(incomplete)}
                )
        except AccordError:
            return []
        return [row["text"] for row in found]


class WordsType(NameType):
    """Words to search for; completed with filters, their values, and names of the graph."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the filters and names with a prefix, or the values of a filter that is typed already."""
        from click.shell_completion import CompletionItem

        from queries.search.query import FILTER_NAMES, FILTERS_BY_LANGUAGE, SEARCHABLE_KINDS

        name, colon, typed = incomplete.partition(":")
        if not colon:
            filters = [f"{one}:" for one in FILTERS_BY_LANGUAGE[current_language()] if one.startswith(incomplete)]
            return [CompletionItem(text) for text in [*filters, *self.complete(ctx, "node", incomplete)]]
        match FILTER_NAMES.get(name):
            case "kind":
                values = [kind for kind in SEARCHABLE_KINDS if kind.startswith(typed)]
            case "lead" | "theme" | "edition" as kind:
                values = self.complete(ctx, "jurisdiction" if kind == "lead" else kind, typed)
            case _:
                values = []
        return [CompletionItem(f'{name}:"{value}"' if " " in value else f"{name}:{value}") for value in values]


def question_command(question: Question) -> click.Command:
    """Return the command that asks a question."""
    language = current_language()

    def run(*, common: CommonOptions, with_evidence: bool, **given: object) -> None:
        from queries.ask import ask_as_of

        named = {p.name: given[_parameter_key(p)] for p in question.parameters}
        if question.name == "network" and common.output.endswith(".html"):
            with working(message("Writing the page")):
                page = _render_network_page(common, named)
            write_output(page, common.output)
            return
        with common.view() as view:
            if named.get("query") == STDIO:  # one query per line
                from accord.commands.stdin import read_lines

                lines = list(read_lines()) or [""]
                asked = [
                    ask_as_of(view, question, {**named, "query": line}, common.limit, common.as_of)
                    for line in track(lines, message("Answering"), len(lines))
                ]
                answer = join_answers(asked)
            else:
                with working(message("Answering")):
                    limit, most = _row_limits(common, question)
                    answer = ask_as_of(view, question, named, limit, common.as_of, most)
            print_answer(answer, question, common.format, common.output, evidence=with_evidence, plain=common.plain)

    command: Callable[..., Any] = run
    run.__name__ = question.name
    command = click.option(
        "--evidence", "with_evidence", is_flag=True, cls=Option, help=_("Quote the sources below the table.")
    )(command)
    own_moment = any(parameter.name == "as_of" for parameter in question.parameters)
    command = with_common_options(proposed=True, as_of=not own_moment)(command)
    for parameter in reversed(question.parameters):
        command = _parameter_decorator(parameter, language, searches=question.full_text)(command)
    entries = QUESTION_COMMANDS.get(question.name)
    own: dict[str, Any] = {"cls": QuestionGroup, "entries": entries} if entries else {"cls": Command}
    make: Callable[..., Any] = click.command
    made: click.Command = make(
        **own,
        name=question.name,
        help=_format_help(question, language),
        short_help=question.summary[language],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH},
    )(command)
    return made


class QuestionGroup(LazyGroup):
    """The command of a question that has commands of its own; it asks the question where none of them is named."""

    def __init__(self, *, entries: Mapping[str, CommandEntry], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(entries, invoke_without_command=True, subcommand_metavar=_("[COMMAND [ARGS]...]"), **settings)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (what the command returns)
        """Ask the question, or run the command that is named with the options of the question at hand."""
        if not ctx._protected_args and not ctx.args:  # noqa: SLF001 (click has no public name for it)
            return click.Command.invoke(self, ctx)
        callback, self.callback = self.callback, None
        try:
            return super().invoke(ctx)
        finally:
            self.callback = callback


def added_question_command(path: Path) -> click.Command:
    """Return the command of an added question; if its file is invalid, the command reports the error."""
    from accord.messages import format_error
    from graph.errors import AccordError
    from queries.questions.custom import read_question

    try:
        return question_command(read_question(path))
    except AccordError as error:
        refused = error

        def refuse() -> None:
            raise refused

        summary = _("Error: {message}").format(message=format_error(error)).splitlines()[0]
        return click.Command(
            path.stem, callback=refuse, short_help=summary, help=summary,
            context_settings={"ignore_unknown_options": True},
            params=[click.Argument(["rest"], nargs=-1, expose_value=False)],
        )  # fmt: skip


def _row_limits(common: CommonOptions, question: Question) -> tuple[int | None, int | None]:
    """Return the most rows to ask for: --limit, else the maximum of a table; and in all where a limit is for each."""
    if common.limit is not None or common.format not in {"table", "md"}:
        return common.limit, None
    return (MAX_TABLE_ROWS, None) if question.limit is None else (None, MAX_TABLE_ROWS)


def join_answers(answers: Sequence[Answer]) -> Answer:
    """Return the answers to several queries of one question as one answer."""
    rows = [row for answer in answers for row in answer.rows]
    notes = list(dict.fromkeys(note for answer in answers for note in answer.notes))
    return replace(answers[0], rows=rows, notes=notes, about="", parameters={**answers[0].parameters, "query": STDIO})


def _render_network_page(common: CommonOptions, named: Mapping[str, object]) -> str:
    """Return the collaboration network as an HTML page made by pyvis.

    Raises:
        UsageError: a parameter is given, which the page cannot apply.
    """
    from accord.api import Graph
    from graph.errors import UsageError

    if given := [name for name, value in {**named, "as_of": common.as_of}.items() if value is not None]:
        raise UsageError(
            "A page of the network shows all of it: omit --{option}, or write the answer to a .csv or .json file.",
            option=given[0].replace("_", "-"),
        )
    graph = Graph(common.store(), common.audience, common.lang, include_proposed=common.include_proposed)
    network = graph.to_pyvis()
    return str(network.generate_html())


def _parameter_key(parameter: Parameter) -> str:
    """Return the keyword under which click passes a parameter, which may be a reserved word in Python."""
    return f"p_{parameter.name}"


def _parameter_decorator(parameter: Parameter, language: str, *, searches: bool) -> Callable[..., Any]:
    kind = WordsType("node", "text") if searches and parameter.type == "text" else _parameter_type(parameter)
    if parameter.argument:
        return click.argument(
            _parameter_key(parameter), type=kind, required=parameter.required, metavar=_format_metavar(parameter)
        )
    if parameter.type == "flag":
        return click.option(
            parameter.option, _parameter_key(parameter), is_flag=True, cls=Option, help=parameter.help[language]
        )
    listed = sum(map(len, parameter.choices)) <= MAX_LISTED_CHOICES
    metavar = (None if listed else parameter.name.upper()) if parameter.choices else _format_metavar(parameter)
    note = "" if listed else f" ({', '.join(parameter.choices)})"
    return click.option(
        parameter.option, _parameter_key(parameter), type=kind, required=parameter.required, default=parameter.default,
        cls=Option, help=parameter.help[language] + note, metavar=metavar,
    )  # fmt: skip


def _format_metavar(parameter: Parameter) -> str:
    words = {
        "theme": _("THEME"), "jurisdiction": _("JURISDICTION"), "edition": _("EDITION"), "node": _("NAME"),
        "initiative": _("INITIATIVE"), "text": _("TEXT"), "count": _("N"), "date": _("DATE"),
    }  # fmt: skip
    word = words[parameter.type]
    return word if parameter.required or not parameter.argument else f"[{word}]"


def _parameter_type(parameter: Parameter) -> click.ParamType[Any]:
    match parameter.type:
        case "choice":
            return ChoiceType(parameter.choices)
        case "count":
            return CountType()
        case "text" | "date" | "flag":
            return click.STRING
        case kind:
            return NameType(kind, kind)


def _format_help(question: Question, language: str) -> str:
    arguments = [p for p in question.parameters if p.argument]
    parts = [question.summary[language] + "."]
    if question.description != question.summary:
        parts.append(question.description[language].strip())
    if arguments:
        parts.append("\b\n" + "\n".join(line for p in arguments for line in _argument_lines(p, language)))
    parts.append("\b\n" + _("Examples:") + "\n" + "\n".join(f"  {example}" for example in question.examples))
    return "\n\n".join(parts)


def _argument_lines(parameter: Parameter, language: str) -> list[str]:
    """Return the lines of help that describe an argument, aligned after its name."""
    from accord.output.table import wrap_text

    name = _format_metavar(parameter)
    first, *others = wrap_text(parameter.help[language], HELP_WIDTH - len(name) - 4)
    return [f"{name}  {first}", *(" " * (len(name) + 2) + line for line in others)]
