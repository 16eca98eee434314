"""The command line as data: sections of the help, commands, groups of commands about one noun, and former names.

A command is named with the module below `accord.commands` that holds it as `command`; it is imported when it is used.
The questions of `queries/questions` are commands as well; `accord.cli` lists them in the first section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.errors import message


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands about one noun, such as `accord source list`.

    Args:
        summary: the line in the list of commands.
        help: the first paragraph of its help.
        commands: its commands by name: a module, or a group inside it.
        examples: command lines.
        default: the command that runs if none is named.
    """

    summary: str
    help: str
    commands: Mapping[str, str | CommandGroup]
    examples: tuple[str, ...]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of `accord --help`."""

    title: str
    commands: Mapping[str, str | CommandGroup]


_SOURCE: Final = CommandGroup(
    message("List, remove or read again the documents of the graph"),
    message(
        "The documents that the graph is made from: list them, remove one, or read them again; and a list of files in"
        " which to enter their sender and date before they are loaded."
    ),
    {
        "list": "source.list",
        "unload": "source.unload",
        "reload": "source.reload",
        "template": "source.template",
    },
    (
        "accord source list",
        "accord source unload analysis-2022-winter.pdf",
        "accord source reload member.xlsx --map mapping.yaml",
        "accord source template submissions/",
    ),
    default="list",
)
_TEMPLATE: Final = CommandGroup(
    message("Write or check the form that a member fills in"),
    message("The form in which a member reports what it does and what it asks for: write one, or check one that came"
            " back."),
    {"new": "template.new", "check": "template.check"},
    ("accord template new --jurisdiction CA-AB --edition 2022-fall -o alberta.xlsx",
     "accord template check alberta.xlsx"),
    default="new",
)  # fmt: skip
_REVIEW: Final = CommandGroup(
    message("Decide what is uncertain: duplicates and themes"),
    message("The review queue: pairs of initiatives or jurisdictions that may be duplicates, and themes that may apply"
            " to an initiative. Without a command, “accord review” lists the queue and, at a terminal, asks about each"
            " entry; “accord review list --help” has its options."),
    {
        "list": "review.list", "apply": "review.apply", "decide": "review.decide", "undo": "review.undo",
        "log": "review.log", "merged": "review.merged",
    },
    ("accord review", "accord review --format csv -o queue.csv", "accord review apply queue.csv",
     "accord review decide CRA/chat CRA/chat-2 --different", "accord review log", "accord review undo 5d1c07e2"),
    default="list",
)  # fmt: skip
_SERVER: Final = CommandGroup(
    message("Copy the graph to a Neo4j server, or from one"),
    message("A graph on a Neo4j server: copy a graph file there, or copy it back into a file."),
    {"push": "server.push", "pull": "server.pull"},
    ("accord server push neo4j://localhost", "accord server pull neo4j://localhost --graph copy.db"),
)
_EVALUATE: Final = CommandGroup(
    message("Measure the quality of results"),
    message("Measure how well Accord does, on data whose right answers are known."),
    {
        "extraction": "models.evaluate.extraction", "opportunities": "models.evaluate.opportunities",
        "search": "models.evaluate.search", "themes": "models.evaluate.themes",
    },
    ("accord model evaluate extraction gold/*.yaml", "accord model evaluate extraction gold/*.yaml --by-file --errors"),
)  # fmt: skip
_MODEL: Final = CommandGroup(
    message("Prepare, train and measure search and suggestions"),
    message("What Accord computes or learns from a graph: the index of semantic search, the weights of suggestions, and"
            " measures of quality."),
    {"index": "models.index", "train": "models.train", "evaluate": _EVALUATE},
    ("accord model index --semantic", "accord model train", "accord model evaluate themes"),
)  # fmt: skip

SECTIONS: Final = (
    Section(message("Ask"), {"classify": "ask.classify", "resolve": "ask.resolve"}),
    Section(
        message("Load"),
        {"load": "load.load", "map": "load.map", "readers": "load.readers", "source": _SOURCE, "template": _TEMPLATE},
    ),
    Section(message("Review"), {"review": _REVIEW}),
    Section(
        message("Share and publish"),
        {"approve": "publish.approve", "brief": "publish.brief", "export": "publish.export", "view": "publish.view"},
    ),
    Section(
        message("Query"),
        {"cypher": "query.cypher", "schema": "query.schema", "shell": "query.shell", "sql": "query.sql"},
    ),
    Section(message("Server"), {"server": _SERVER}),
    Section(message("Models"), {"model": _MODEL}),
    Section(message("Set up"), {"completion": "setup.completion", "demo": "setup.demo", "help": "setup.help"}),
)
COMMANDS: Final[Mapping[str, str | CommandGroup]] = {
    name: entry for section in SECTIONS for name, entry in section.commands.items()
}
# Former names; they still work, and no help or completion lists them.
ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("source",), "unload": ("source", "unload"), "reload": ("source", "reload"),
    "check": ("template", "check"), "index": ("model", "index"), "learn": ("model", "train"),
    "evaluate": ("model", "evaluate"), "push": ("server", "push"), "pull": ("server", "pull"),
}  # fmt: skip
# Commands that change nothing, so that the shell runs them; the questions are others.
READ_ONLY: Final = frozenset(
    {
        ("brief",), ("classify",), ("cypher",), ("export",), ("help",), ("readers",), ("resolve",), ("schema",),
        ("source", "list"), ("sql",), ("template", "check"),
    }
)  # fmt: skip


def find_entry(path: tuple[str, ...]) -> str | CommandGroup | None:
    """Return the module or group that a path of command names leads to, or None."""
    entries = COMMANDS
    entry: str | CommandGroup | None = None
    for name in path:
        entry = entries.get(name)
        entries = entry.commands if isinstance(entry, CommandGroup) else {}
    return entry


def command_paths(entries: Mapping[str, str | CommandGroup] = COMMANDS) -> Iterator[tuple[str, ...]]:
    """Yield the path of each command that is not a group: `("load",)`, `("source", "list")`."""
    for name, entry in entries.items():
        if isinstance(entry, CommandGroup):
            yield from ((name, *path) for path in command_paths(entry.commands))
        else:
            yield (name,)
