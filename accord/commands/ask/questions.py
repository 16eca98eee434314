"""A command for each question, made from its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from accord.messages import _, spoken
from accord.options import Common, Count, asked_of, common
from accord.output.answer import answered, write

if TYPE_CHECKING:
    from pathlib import Path

    from queries.questions.answer import Answer
    from queries.questions.question import Parameter, Question


HELP_WIDTH: Final = 80
TABLE_ROWS: Final = 500  # of a table, where neither the question nor the person says how many


class Named(click.ParamType[str]):
    """A theme, a jurisdiction or anything else that has a name; completes from the graph."""

    def __init__(self, kind: str, metavar: str) -> None:
        self.kind = kind
        self.name = metavar

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The names and identifiers of the graph that begin so; none when there is no graph yet."""
        from graph.errors import AccordError
        from graph.text import fold
        from queries.statements import fetch_rows

        try:
            with asked_of(ctx.params).view() as view:
                found = fetch_rows(
                    view, "names/completions", {"kind": self.kind, "start": incomplete, "folded": fold(incomplete)}
                )
        except AccordError:
            return []
        return [CompletionItem(row["text"]) for row in found]


def question_command(question: Question) -> click.Command:
    """The command that asks a question."""
    language = spoken()

    def run(*, common: Common, with_evidence: bool, **given: object) -> None:
        from queries.ask import ask

        named = {p.name: given[_identifier(p)] for p in question.parameters}
        if question.name == "network" and common.output.endswith(".html"):
            write(_network_page(common, named), common.output)
            return
        with common.view() as view:
            if named.get("query") == "-":  # a query a line
                from accord.stdin import lines

                asked = [ask(view, question, {**named, "query": line}, common.limit) for line in list(lines()) or [""]]
                answer = joined(asked)
            else:
                answer = ask(view, question, named, _most(common, question))
            answered(answer, question, common.format, common.output, evidence=with_evidence)

    command: Callable[..., Any] = run
    run.__name__ = question.name
    command = click.option("--evidence", "with_evidence", is_flag=True, help=_("Quote the sources below the table."))(
        command
    )
    command = common()(command)
    for parameter in reversed(question.parameters):
        command = _decorated(parameter, language)(command)
    return click.command(
        name=question.name,
        help=_help(question, language),
        short_help=question.summary[language],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH},
    )(command)


def own_command(path: Path) -> click.Command:
    """The command of a question that somebody added; one that cannot be read says why when it is asked."""
    from accord.messages import explained
    from graph.errors import AccordError
    from queries.questions.custom import read_question

    try:
        return question_command(read_question(path))
    except AccordError as error:
        refused = error

        def refuse() -> None:
            raise refused

        said = _("Error: {message}").format(message=explained(error)).splitlines()[0]
        return click.Command(
            path.stem, callback=refuse, short_help=said, help=said, context_settings={"ignore_unknown_options": True},
            params=[click.Argument(["rest"], nargs=-1, expose_value=False)],
        )  # fmt: skip


def _most(common: Common, question: Question) -> int | None:
    """The most rows: what was typed, or for a table, which people read, no more than they would."""
    if common.limit is None and question.limit is None and common.format in {"table", "md"}:
        return TABLE_ROWS
    return common.limit


def joined(answers: Sequence[Answer]) -> Answer:
    """The answers to one question asked several times, as one."""
    rows = [row for answer in answers for row in answer.rows]
    notes = list(dict.fromkeys(note for answer in answers for note in answer.notes))
    return replace(answers[0], rows=rows, notes=notes, about="", parameters={**answers[0].parameters, "query": "-"})


def _network_page(common: Common, named: Mapping[str, object]) -> str:
    """Who works with whom as a page drawn by pyvis.

    Raises:
        UsageError: a part or a day is asked for, which the drawing does not know.
    """
    from accord.api import Graph
    from graph.errors import UsageError

    if given := [name for name, value in named.items() if value is not None]:
        raise UsageError(
            "A page of the network shows all of it: leave --{option} out, or write the answer to a .csv or .json file.",
            option=given[0].replace("_", "-"),
        )
    network = Graph(common.store(), common.audience, common.lang).to_pyvis()
    return str(network.generate_html())


def _identifier(parameter: Parameter) -> str:
    """The name that click gives the value; a parameter may be called like a word of Python."""
    return f"p_{parameter.name}"


def _decorated(parameter: Parameter, language: str) -> Callable[..., Any]:
    kind = _type(parameter)
    if parameter.argument:
        return click.argument(
            _identifier(parameter), type=kind, required=parameter.required, metavar=_metavar(parameter)
        )
    if parameter.type == "flag":
        return click.option(parameter.option, _identifier(parameter), is_flag=True, help=parameter.help[language])
    return click.option(
        parameter.option, _identifier(parameter), type=kind, required=parameter.required, default=parameter.default,
        help=parameter.help[language], metavar=None if parameter.choices else _metavar(parameter),
    )  # fmt: skip


def _metavar(parameter: Parameter) -> str:
    words = {
        "theme": _("THEME"), "jurisdiction": _("JURISDICTION"), "edition": _("EDITION"), "node": _("NAME"),
        "initiative": _("INITIATIVE"), "text": _("TEXT"), "count": _("N"), "date": _("DATE"),
    }  # fmt: skip
    word = words[parameter.type]
    return word if parameter.required or not parameter.argument else f"[{word}]"


def _type(parameter: Parameter) -> click.ParamType[Any]:
    match parameter.type:
        case "choice":
            return click.Choice(parameter.choices)
        case "count":
            return Count()
        case "text" | "date" | "flag":
            return click.STRING
        case kind:
            return Named(kind, kind)


def _help(question: Question, language: str) -> str:
    arguments = [p for p in question.parameters if p.argument]
    parts = [question.summary[language] + "."]
    if question.description != question.summary:
        parts.append(question.description[language].strip())
    if arguments:
        parts.append("\b\n" + "\n".join(line for p in arguments for line in _explained(p, language)))
    parts.append("\b\n" + _("Examples:") + "\n" + "\n".join(f"  {example}" for example in question.examples))
    return "\n\n".join(parts)


def _explained(parameter: Parameter, language: str) -> list[str]:
    """The lines that explain an argument, beside its name; click leaves them as they are."""
    from accord.output.table import wrapped

    name = _metavar(parameter)
    first, *others = wrapped(parameter.help[language], HELP_WIDTH - len(name) - 4)
    return [f"{name}  {first}", *(" " * (len(name) + 2) + line for line in others)]
