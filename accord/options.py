"""The options that every command takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from accord.messages import _, audience_name, current_language
from accord.settings import find_settings
from graph.errors import AccordError, UsageError
from graph.values import AUDIENCES, DEFAULT_AUDIENCE, LANGUAGES, STDIO, Audience, audience_level, is_server

if TYPE_CHECKING:
    from graph.neo4j.address import Address
    from graph.process.progress import Step
    from graph.sqlite.store import SqliteStore
    from graph.store import Store, View

DEFAULT_GRAPH: Final = "accord.db"
ENDINGS: Final[Mapping[str, str]] = {
    ".txt": "table", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".md": "md", ".html": "html", ".xlsx": "xlsx",
    ".parquet": "parquet", ".ics": "ics",
}  # fmt: skip
FORMS: Final = tuple(ENDINGS.values())
BINARY_FORMS: Final = frozenset({"xlsx", "parquet", "ics"})
TEXT_FORMS: Final = ("table", "json", "csv", "md")  # of what is not rows with columns, such as measures
QUIET_KEY: Final = "accord.quiet"  # of click's context: no progress is shown
_REMOVE_LINE: Final = "\r\x1b[K"
Command = Callable[..., Any]


class CountType(click.IntRange):
    """A number that is not negative, with its name in the current language."""

    def __init__(self) -> None:
        super().__init__(min=0)
        self.name = _("number")


class Option(click.Option):
    """An option whose help is one line; click would import `inspect` to remove the indent of further lines."""

    def __init__(self, *given: Any, help: str | None = None, **settings: Any) -> None:  # noqa: A002, ANN401 (as click)
        super().__init__(*given, **settings)
        self.help = help


class CommonOptions(NamedTuple):
    """The values of the common options."""

    graph: str
    lang: str
    chosen_format: str | None
    audience: Audience
    limit: int | None
    output: str
    include_proposed: bool = False
    plain: bool = False
    as_of: str | None = None
    default_format: str = "table"

    @property
    def format(self) -> str:
        """The form of the output: that of --format, else the one that the ending of the output file asks for.

        Without either it is that of `ACCORD_FORMAT` or `accord.toml`, else a table.

        Raises:
            UsageError: nothing is written with this ending.
        """
        if self.chosen_format:
            return self.chosen_format
        ends = self.output != STDIO and Path(self.output).suffix
        return form_of(self.output) if ends else self.default_format

    def store(self, *, create: bool = False) -> SqliteStore:
        """Return the graph file that --graph names.

        Raises:
            UsageError: --graph names a server.
            StoreError: The file is missing, or not a graph.
        """
        from graph.sqlite.store import SqliteStore
        from graph.store import file_only_error

        if is_server(self.graph):
            self.server_address()  # a wrong address is reported first
            raise file_only_error()
        return SqliteStore(Path(self.graph), create=create)

    def server_address(self) -> Address:
        """Return the server that --graph names; ask for its password at a terminal if the environment has none.

        Raises:
            UsageError: it is not an address, or contains credentials.
        """
        return resolve_address(self.graph)

    def target(self) -> Store:
        """Return the store to load into: a file or a server, created if it does not exist."""
        if not is_server(self.graph):
            return self.store(create=True)
        from graph.neo4j.store import Neo4jStore

        _note_waiting()
        return Neo4jStore(self.server_address(), self.audience)

    def any_store(self) -> Store:
        """Return the file or the server that --graph names."""
        if not is_server(self.graph):
            return self.store()
        from graph.neo4j.store import Neo4jStore

        _note_waiting()
        return Neo4jStore(self.server_address())

    def view(self, seconds: float | None = None) -> View:
        """Open a view of what the audience may see, with open proposals if they are asked for.

        Args:
            seconds: how long a server that does not answer is waited for at most.
        """
        if not is_server(self.graph) or self.include_proposed:
            return self.store().view(self.audience, self.lang, include_proposed=self.include_proposed)
        from graph.neo4j.driver import ANSWER_SECONDS
        from graph.neo4j.store import Neo4jStore

        _note_waiting()
        store = Neo4jStore(self.server_address(), answer_seconds=min(ANSWER_SECONDS, seconds or ANSWER_SECONDS))
        return store.view(self.audience, self.lang, close_store=True)


def _note_waiting() -> None:
    """Let the command say on standard error, once, that a server has not answered for some seconds."""
    from graph.neo4j.driver import WAITING
    from graph.process.progress import observed

    context = click.get_current_context(silent=True)
    if context is None or WAITING in context.meta:
        return
    context.meta[WAITING] = False

    def note(begun: Step) -> None:
        if begun.label == WAITING and not context.meta[WAITING]:
            context.meta[WAITING] = True
            start = _REMOVE_LINE if sys.stderr.isatty() else ""  # a line of progress may be there
            click.echo(f"{start}{_(WAITING).format(**begun.values)} …", err=True)

    context.with_resource(observed(note))


def resolve_address(graph: str) -> Address:
    """Return the address and credentials of a Neo4j server; ask for the password at a terminal."""
    from graph.neo4j.address import address

    def ask(user: str) -> str:
        return str(click.prompt(_("Password of {user}").format(user=user), hide_input=True, err=True))

    return address(graph, os.environ, ask if sys.stdin.isatty() and sys.stderr.isatty() else None)


def with_common_options(
    *,
    shown: tuple[str, ...] = ("graph", "lang", "format", "audience", "limit", "output"),
    proposed: bool = False,
    as_of: bool = False,
    default_audience: Audience = DEFAULT_AUDIENCE,
    audience_from_settings: bool = True,
    reads_settings: bool = True,
) -> Callable[[Command], Command]:
    """Give a command the common options as one `common` argument.

    Args:
        shown: those that its help lists; the others are accepted as well.
        proposed: whether it takes --include-proposed, too.
        as_of: whether it takes --as-of, too; the command chooses the view of that moment (`queries.questions.moments`).
        default_audience: who sees the answer unless --audience says otherwise.
        audience_from_settings: whether `ACCORD_AUDIENCE` and accord.toml say so, too (not of what is passed on).
        reads_settings: whether accord.toml is read; a command that writes it has to work where it is not valid.
    """
    option = partial(click.option, cls=Option)
    options = [
        option("--graph", default=DEFAULT_GRAPH, envvar="ACCORD_GRAPH", metavar=_("FILE"), show_default=True,
               help=_("The graph file, or neo4j://HOST."), hidden="graph" not in shown),
        option("--lang", type=click.Choice(LANGUAGES), help=_("Language of names and messages."),
               hidden="lang" not in shown),
        option("--format", "format_", type=click.Choice(FORMS), help=_("Output format."),
               hidden="format" not in shown),
        option("--audience", type=click.Choice(AUDIENCES), default=default_audience, show_default=True,
               help=_("Who will see the answer."), hidden="audience" not in shown),
        option("--limit", type=CountType(), metavar=_("N"), help=_("Maximum number of rows."),
               hidden="limit" not in shown),
        option("-o", "--output", default=STDIO, metavar=_("FILE"), help=_("Output file; - is the terminal."),
               hidden="output" not in shown),
    ]  # fmt: skip
    options.append(
        option("--quiet", is_flag=True, expose_value=False, callback=_be_quiet, hidden="quiet" not in shown,
               help=_("Show no progress of long work."))
    )  # fmt: skip
    if "format" in shown:
        options.append(option("--plain", is_flag=True, help=_("CSV for programs: commas, no byte order mark.")))
    if proposed:
        options.append(
            option("--include-proposed", is_flag=True, help=_("Include proposals that nobody has accepted yet."))
        )
    if as_of:
        options.append(
            option("--as-of", metavar=_("EDITION"),
                   help=_("Only what was known at this edition, or before this day."))
        )  # fmt: skip

    def decorate(command: Command) -> Command:
        def gathered(**values: Any) -> Any:  # noqa: ANN401 (click passes what each option holds)
            moment = values.pop("as_of", None) if as_of else None  # else an option of the command's own
            common = _gather(values, moment)
            if reads_settings:
                common = _with_settings(common, audience_from_settings=audience_from_settings)
            try:
                return command(common=common, **values)
            except (AccordError, click.ClickException, click.exceptions.Exit, click.Abort, OSError):
                raise
            except Exception:
                _report_damage(common.graph)  # which explains an error that nobody foresaw
                raise

        gathered.__name__ = command.__name__
        gathered.__doc__ = command.__doc__
        decorated: Command = gathered
        vars(gathered)["__click_params__"] = list(getattr(command, "__click_params__", []))
        for decorate_with in reversed(options):
            decorated = decorate_with(decorated)
        return decorated

    return decorate


def parse_parameters(pairs: Iterable[str]) -> dict[str, object]:
    """Return the values of ``name=value`` pairs; values that are JSON numbers, lists and so on are parsed.

    Raises:
        UsageError: one is not such a pair.
    """
    from graph.adhoc.limits import parse_value

    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError("“{given}” is not a parameter. Write -p name=value.", given=pair)
        given[name] = parse_value(value)
    return given


def options_from_context(parameters: Mapping[str, Any]) -> CommonOptions:
    """Return the options of a command line that is still being typed, for completion."""
    try:
        found = find_settings(Path()).values
    except UsageError:  # it is reported when the command runs
        found = {}
    graph = parameters.get("graph") or os.environ.get("ACCORD_GRAPH") or found.get("graph") or DEFAULT_GRAPH
    audience: Any = parameters.get("audience") or found.get("audience") or DEFAULT_AUDIENCE
    return CommonOptions(graph, current_language(), "table", audience, None, STDIO)


def default_options(output: str = STDIO) -> CommonOptions:
    """Return the options of a command line that gives none: what the environment, accord.toml and defaults say.

    Raises:
        UsageError: a setting is not valid.
    """
    return _complete(
        CommonOptions(DEFAULT_GRAPH, current_language(), None, DEFAULT_AUDIENCE, None, output), frozenset()
    )


def _be_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's)
    if value:
        context.meta[QUIET_KEY] = True


def _report_damage(graph: str) -> None:
    """Raise a StoreError if the graph file is damaged."""
    if Path(graph).is_file():
        from graph.sqlite.schema.connection import check_integrity

        check_integrity(Path(graph))


def _gather(values: dict[str, Any], as_of: str | None) -> CommonOptions:
    output = values.pop("output")
    return CommonOptions(
        graph=values.pop("graph"),
        lang=values.pop("lang") or current_language(),
        chosen_format=values.pop("format_"),
        audience=values.pop("audience"),
        limit=values.pop("limit"),
        output=output,
        include_proposed=values.pop("include_proposed", False),
        plain=values.pop("plain", False),
        as_of=as_of,
    )


def _with_settings(common: CommonOptions, *, audience_from_settings: bool) -> CommonOptions:
    context, default = click.get_current_context(), click.core.ParameterSource.DEFAULT
    typed = {name for name in ("graph", "audience") if context.get_parameter_source(name) is not default}
    if common.audience != DEFAULT_AUDIENCE or not audience_from_settings:  # or it is made to be passed on
        typed.add("audience")
    return _complete(common, typed)


def _complete(common: CommonOptions, typed: Collection[str]) -> CommonOptions:
    """Return options with those that were not typed as the environment, accord.toml or the default has them.

    Says so where accord.toml sets an audience that sees more than the default.
    """
    found = find_settings(Path())
    made: dict[str, Any] = {}
    if "graph" not in typed:
        made["graph"] = os.environ.get("ACCORD_GRAPH") or found.values.get("graph") or common.graph
    if "audience" not in typed:
        named = os.environ.get("ACCORD_AUDIENCE")
        made["audience"] = named or found.values.get("audience") or common.audience
        _check_variable("audience", "ACCORD_AUDIENCE")
        if not named and audience_level(made["audience"]) > audience_level(common.audience):
            _announce(made["audience"], found.path)
    made["default_format"] = os.environ.get("ACCORD_FORMAT") or found.values.get("format") or "table"
    _check_variable("format", "ACCORD_FORMAT")
    if found.refused:
        _warn_of_refused(found.refused)
    return common._replace(**made)


def _check_variable(key: str, variable: str) -> None:
    """Raise a UsageError for a variable of the environment whose value is not valid; one of the file was checked."""
    from accord.settings import check_value

    if not (value := os.environ.get(variable)):
        return
    try:
        check_value(key, value)
    except UsageError as error:
        raise UsageError("{variable}: {reason}", variable=variable, reason=error) from error


@lru_cache(maxsize=1)
def _announce(audience: str, path: Path | None) -> None:
    note = _("{file} sets the audience: {audience}. Use --audience for another.")
    click.echo(note.format(file=path, audience=audience_name(audience)), err=True)


@lru_cache(maxsize=1)
def _warn_of_refused(path: Path) -> None:
    note = _("{file} is not used: another user owns it, or everybody can write it.")
    click.echo(note.format(file=path), err=True)


def form_of(output: str) -> str:
    """Return the form that the ending of an output file asks for; a table where it has none.

    Raises:
        UsageError: nothing is written with this ending; names those that are.
    """
    ending = Path(output).suffix.lower()
    if output == STDIO or not ending:
        return "table"
    check_ending(output, ENDINGS)
    return ENDINGS[ending]


def check_ending(output: str, known: Iterable[str]) -> None:
    """Refuse an output file whose ending promises what a command does not write.

    Args:
        output: the file; the terminal and a name without an ending promise nothing.
        known: the endings of what it writes.

    Raises:
        UsageError: it has another one; names those that are known.
    """
    ending = Path(output).suffix.lower()
    if output != STDIO and ending and ending not in known:
        raise UsageError(
            "{file}: nothing is written as {ending}. Use one of: {known}.",
            file=output, ending=ending, known=", ".join(known),
        )  # fmt: skip


def refused_form(form: str) -> UsageError:
    """Return the error for a form that a command does not write."""
    return UsageError(
        "This command does not write {form}. Use one of: {known}.", form=form, known=", ".join(TEXT_FORMS)
    )
