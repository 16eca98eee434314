"""`accord doctor`: what works here, what is off, and how to turn it on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import apsw
import click

from accord.messages import _, current_language, format_error, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.checks import Check, format_checks
from accord.output.table import wrap_text
from accord.output.terminal import bold, terminal_width, write_output
from accord.settings import VARIABLES
from accord.version import __version__
from graph.errors import AccordError
from graph.process.install import PROJECT, install_command, package_command
from graph.values import is_server

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore

OLDEST_PYTHON: Final = (3, 11)
_REQUIREMENT: Final = re.compile(r"^([\w.-]+).*?(?:extra == ['\"](\w+)['\"])?$")


@click.command(
    name="doctor",
    help=_(
        "Check this installation: versions, required and optional packages, the graph file (its state, schema and"
        " structure), the Neo4j server if one is named, and settings. Each line says what is off and how to turn it on."
        " The exit code is 1 if something is wrong, 0 if something is only off."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord doctor\n  accord doctor --graph council.db --format json",
)
@with_common_options(shown=("graph", "lang", "format", "output"))
def command(*, common: CommonOptions) -> int:
    """Check the installation; return the exit code."""
    from accord.output.listing import header, print_listing
    from queries.questions.question import Column

    checks = [*_check_install(), *_check_extras(), *_check_graph(common), *_check_server(common), *_check_settings()]
    columns = [
        Column("area", header(_("Area"))), Column("name", header(_("What"))), Column("state", header(_("State"))),
        Column("detail", header(_("Found"))), Column("mend", header(_("How to correct it"))),
    ]  # fmt: skip
    wrong = sum(check.state == "error" for check in checks)
    found = ngettext("{n} error.", "{n} errors.", wrong).format(n=wrong) if wrong else _("Nothing is wrong.")
    off = [check.name for check in checks if check.state == "off"]
    notes = [found, *([_("Off: {names}.").format(names=", ".join(off))] if off else [])]
    title = _("The state of this installation")
    if common.format == "table":
        lines = [bold(title), *format_checks(checks, _area_names(), _state_names()), ""]
        lines += (line for note in notes for line in wrap_text(note, terminal_width()))
        write_output("\n".join(lines), common.output)
        return 1 if wrong else 0
    rows: list[dict[str, Any]] = [{column.name: getattr(check, column.name) for column in columns} for check in checks]
    if common.format in ("md", "html"):
        areas, states = _area_names(), _state_names()
        rows = [{**row, "area": areas[row["area"]], "state": states[row["state"]]} for row in rows]
    print_listing("doctor", title, columns, rows, common, notes=notes)
    return 1 if wrong else 0


def _area_names() -> dict[str, str]:
    return {
        "install": _("Installation"), "extras": _("Extras"), "graph": _("Graph"), "server": _("Server"),
        "settings": _("Settings"),
    }  # fmt: skip


def _state_names() -> dict[str, str]:
    return {"ok": _("ok"), "off": _("off"), "warning": _("look at it"), "error": _("error")}


def _check_install() -> Iterator[Check]:
    yield Check("install", "Accord", "ok", __version__)
    python = platform.python_version()
    if sys.version_info >= OLDEST_PYTHON:
        yield Check("install", "Python", "ok", f"{python} ({sys.executable})")
    else:
        yield Check("install", "Python", "error", python, _("Install Python {oldest} or newer.").format(oldest="3.11"))
    yield _check_sqlite()
    missing = [name for name, extra in _requirements() if not extra and _version(name) is None]
    if missing:
        detail = _("missing: {names}").format(names=", ".join(missing))
        yield Check("install", _("required packages"), "error", detail, package_command(*missing), is_command=True)
    else:
        yield Check("install", _("required packages"), "ok", _("all are there"))


def _check_sqlite() -> Check:
    """Check that SQLite searches full text, and name its version."""
    good = "ENABLE_FTS5" in apsw.compile_options
    mend = (
        "" if good else _("Install apsw as a wheel: this one is built with an SQLite without full-text search (FTS5).")
    )
    return Check("install", "SQLite", "ok" if good else "error", apsw.sqlite_lib_version(), mend)


def _check_extras() -> Iterator[Check]:
    """Yield a check for each extra of the project."""
    extras: dict[str, list[str]] = {}
    for name, extra in _requirements():
        if extra:
            extras.setdefault(extra, []).append(name)
    what = {
        "cypher": _("Cypher on a graph file"),
        "mcp": _("assistants (MCP)"),
        "model": _("reading with a language model"),
        "parquet": _("Parquet and Arrow"),
        "planner": _("the best agenda, and calendars"),
        "semantic": _("search by meaning"),
    }
    for extra, names in sorted(extras.items()):
        versions = {name: _version(name) for name in names}
        if missing := [name for name, version in versions.items() if version is None]:
            detail = _("missing: {names}").format(names=", ".join(missing))
            detail = _("{what}; {detail}").format(what=what.get(extra, extra), detail=detail)
            yield Check("extras", extra, "off", detail, install_command(extra), is_command=True)
        else:
            found = ", ".join(f"{name} {version}" for name, version in versions.items())
            detail = _("{what}; {detail}").format(what=what.get(extra, extra), detail=found)
            yield Check("extras", extra, "ok", detail)


def _requirements() -> Iterator[tuple[str, str | None]]:
    """Yield the name of each package that Accord asks for, and the extra that it belongs to."""
    try:
        asked = importlib.metadata.requires(PROJECT) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for each in asked:
        if found := _REQUIREMENT.match(each):
            yield found[1], found[2]


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _check_graph(common: CommonOptions) -> Iterator[Check]:
    """Yield checks of the graph file: whether it is there, its schema, structure, and what interrupted loads left."""
    if is_server(common.graph):
        return
    path = Path(common.graph)
    if not path.exists():
        mend = _("Load documents: accord load FILE, or name another with --graph.")
        yield Check("graph", str(path), "off", _("there is no such file"), mend)
        return
    try:
        yield from _check_file(path)
    except (AccordError, OSError) as error:
        detail = format_error(error) if isinstance(error, AccordError) else str(error)
        mend = _("Restore it from a copy, or load the documents anew.") if path.is_file() else ""
        yield Check("graph", str(path), "error", detail, mend)


def _check_file(path: Path) -> Iterator[Check]:
    from graph.sqlite.schema.connection import SqliteFile, check_integrity
    from graph.sqlite.schema.version import SCHEMA_VERSION, is_current

    file = SqliteFile(path)
    size = f"{path.stat().st_size / 1_000_000:.1f}"
    if current_language() == "fr":
        size = size.replace(".", ",")
    if not is_current(file):
        detail = _("{megabytes} MB, of an older schema").format(megabytes=size)
        yield Check("graph", str(path), "warning", detail, _("The next command that opens it upgrades it."))
        return
    check_integrity(path)
    yield Check("graph", str(path), "ok",
                _("{megabytes} MB, schema {version}, structure sound").format(megabytes=size,
                                                                              version=SCHEMA_VERSION))  # fmt: skip
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        yield Check("graph", _("writing"), "warning", _("the file or its folder cannot be written"),
                    _("Questions work; to load documents, change the permissions."))  # fmt: skip
    left = sorted(each.name for each in path.parent.glob(f".{path.name}*.loading*"))
    if left:
        yield Check("graph", _("unfinished loads"), "warning", ", ".join(left), _("The next load removes them."))
    from graph.sqlite.store import SqliteStore

    yield from _check_contents(SqliteStore(path))


def _check_contents(store: SqliteStore) -> Iterator[Check]:
    """Yield checks of what belongs to a graph: its documents and the decisions beside it."""
    from graph.dedupe.decisions import read_decisions

    documents = len(store.sources())
    detail = ngettext("{n} document", "{n} documents", documents).format(n=documents)
    yield Check("graph", _("documents"), "ok", detail)
    decided = len(read_decisions(store.decisions_path))
    detail = ngettext("{n} decision", "{n} decisions", decided).format(n=decided)
    yield Check("graph", store.decisions_path.name, "ok", detail)


def _check_server(common: CommonOptions) -> Iterator[Check]:
    """Yield a check of the Neo4j server that --graph or NEO4J_URI names."""
    named = common.graph if is_server(common.graph) else os.environ.get("NEO4J_URI", "")
    if not named:
        mend = _("To use one: NEO4J_USERNAME, NEO4J_PASSWORD, then accord server push neo4j://HOST")
        yield Check("server", "Neo4j", "off", _("none is named"), mend)
        return
    from graph.neo4j.address import address
    from graph.neo4j.connection import Connection
    from graph.neo4j.driver import explain_driver_errors

    try:
        target = address(named, os.environ)
        connection = Connection(target)
        try:
            with explain_driver_errors(target):
                state = connection.read_state(required=False, retry=False)
        finally:
            connection.close()
    except AccordError as error:
        yield Check("server", "Neo4j", "error", format_error(error))  # which says what to look at
        return
    if state.generation is None:
        mend = f"accord server push {named}"
        yield Check("server", "Neo4j", "warning", _("it answers, and holds no graph"), mend, is_command=True)
        return
    detail = _("it answers; schema {version}, a copy for {audience}")
    yield Check("server", "Neo4j", "ok", detail.format(version=state.schema, audience=state.audience))


def _check_settings() -> Iterator[Check]:
    """Yield the variables that change what commands do, without passwords, and the encoding of the terminal."""
    for name in (*VARIABLES.values(), "ACCORD_DEBUG", "NEO4J_URI", "NEO4J_DATABASE"):
        if value := os.environ.get(name):
            shown = value.rpartition("@")[2] if "://" in value else value  # never a password
            yield Check("settings", name, "ok", shown)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        mend = _("Set PYTHONUTF8=1, or a locale of UTF-8, so that accents are shown.")
        yield Check("settings", _("terminal"), "warning", sys.stdout.encoding or "-", mend)
