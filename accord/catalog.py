"""The command line as data: sections of the help, commands, groups of commands about one noun, and former names.

The questions of `queries/questions` are commands as well; `accord.cli` lists them in the first section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from graph.errors import message


class CommandEntry(NamedTuple):
    """A command.

    Args:
        module: the module below `accord.commands` that holds it as `command`; it is imported when it is used.
        summary: the line in the list of commands, so that a list imports none of them.
    """

    module: str
    summary: str


class CommandGroup(NamedTuple):
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
    commands: Mapping[str, CommandEntry | CommandGroup]
    examples: tuple[str, ...]
    default: str | None = None


class Section(NamedTuple):
    """A section of `accord --help`."""

    title: str
    commands: Mapping[str, CommandEntry | CommandGroup]


_SOURCE: Final = CommandGroup(
    message("List, remove or read again the documents of the graph"),
    message(
        "The documents that the graph is made from: list them, remove one, or read them again; and a list of files in"
        " which to enter their sender and date before they are loaded."
    ),
    {
        "list": CommandEntry("source.list", message("List the documents")),
        "unload": CommandEntry("source.unload", message("Remove a document and all that it states")),
        "reload": CommandEntry("source.reload", message("Read the documents again")),
        "template": CommandEntry(
            "source.template", message("Write a list of files, with their sender and date to fill in")
        ),
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
    message(
        "The form in which a member reports what it does and what it asks for: write one, or check one that came back."
    ),
    {
        "new": CommandEntry("template.new", message("Write the template that a member fills in")),
        "check": CommandEntry("template.check", message("List the errors of a completed template")),
    },
    (
        "accord template new --jurisdiction CA-AB --edition 2022-fall -o alberta.xlsx",
        "accord template check alberta.xlsx",
    ),
    default="new",
)
_REVIEW: Final = CommandGroup(
    message("Decide what is uncertain, and correct what is wrong"),
    message(
        "The review queue: proposals, which are likely but not sure and no facts until they are accepted; pairs of"
        " initiatives or jurisdictions that may be duplicates; and themes that may apply to an initiative. Any fact can"
        " be refused or corrected, too: “accord review facts” lists those of an initiative or a need. Without"
        " a command, “accord review” lists the queue and, at a terminal, asks about each entry; “accord review list"
        " --help” has its options."
    ),
    {
        "list": CommandEntry("review.list", message("List what needs a decision; at a terminal, ask about each")),
        "accept": CommandEntry("review.accept", message("Accept proposals")),
        "refuse": CommandEntry("review.refuse", message("Refuse proposals or facts")),
        "correct": CommandEntry("review.correct", message("Correct a proposal or a fact")),
        "facts": CommandEntry("review.facts.list", message("List the facts of a node, to refuse or correct")),
        "fact": CommandEntry("review.facts.decide", message("Refuse or correct a fact by name")),
        "apply": CommandEntry("review.apply", message("Take over decisions from a CSV file")),
        "decide": CommandEntry("review.decide", message("Decide about one pair by name")),
        "undo": CommandEntry("review.undo", message("Take a decision back")),
        "log": CommandEntry("review.log", message("List the decisions")),
        "merged": CommandEntry("review.merged", message("List what was merged, and by which rule")),
    },
    (
        "accord review",
        "accord review accept 3",
        'accord review refuse 5d1c07e2 --reason "a sponsor"',
        "accord review correct 5d1c Ontario",
        "accord review --format csv -o queue.csv",
        "accord review apply queue.csv",
        "accord review decide CRA/chat CRA/chat-2 --different",
        "accord review facts CRA/chat",
        'accord review fact CRA/chat partner Alberta --refuse --reason "a sponsor"',
        "accord review log",
        "accord review undo 5d1c07e2",
    ),
    default="list",
)
_ROUND: Final = CommandGroup(
    message("Run a round of reporting, from templates to the brief"),
    message(
        "A round of reporting: the members whose reports are expected for an edition and until when, their templates"
        " and letters, who reported, reminders, and what is published at the end. Without a command, “accord round”"
        " shows the state of the latest round."
    ),
    {
        "new": CommandEntry("round.new", message("Open a round: edition, members, last day")),
        "templates": CommandEntry("round.templates", message("Write a template and a letter for each member")),
        "status": CommandEntry("round.status", message("List who reported, late or with errors, and what waits")),
        "remind": CommandEntry("round.remind", message("Write reminders to those whose report is missing")),
        "close": CommandEntry("round.close", message("Freeze the edition; write its briefs and page")),
        "reopen": CommandEntry("round.reopen", message("Take reports again for a closed edition")),
        "drop": CommandEntry("round.drop", message("Remove a round that was opened by mistake")),
    },
    (
        "accord round new 2026-fall --members members.yaml --due 2026-10-15",
        "accord round templates 2026-fall -o 2026-fall/",
        "accord load returned/",
        "accord round status",
        "accord round remind -o reminders/",
        "accord round close 2026-fall -o published/",
    ),
    default="status",
)
_GRAPH: Final = CommandGroup(
    message("Check the graph against a rebuild"),
    message("The graph as a whole: whether it is what its documents and the decisions of people make."),
    {"check": CommandEntry("graph.check", message("Compare the graph with a rebuild from its documents"))},
    ("accord graph check", "accord graph check --repair"),
    default="check",
)
_SERVER: Final = CommandGroup(
    message("Copy the graph to a Neo4j server, or from one"),
    message("A graph on a Neo4j server: copy a graph file there, or copy it back into a file."),
    {
        "push": CommandEntry("server.push", message("Copy the graph to a Neo4j server")),
        "pull": CommandEntry("server.pull", message("Copy the graph from a Neo4j server into a file")),
    },
    ("accord server push neo4j://localhost", "accord server pull neo4j://localhost --graph copy.db"),
)
_EVALUATE: Final = CommandGroup(
    message("Measure the quality of results"),
    message("Measure how well Accord does, on data whose right answers are known."),
    {
        "extraction": CommandEntry("models.evaluate.extraction", message("How well documents are read")),
        "opportunities": CommandEntry(
            "models.evaluate.opportunities", message("How well suggestions predict new partners")
        ),
        "search": CommandEntry("models.evaluate.search", message("How well search finds the other language")),
        "suggestions": CommandEntry("models.evaluate.suggestions", message("How useful readers find suggestions")),
        "themes": CommandEntry("models.evaluate.themes", message("How well themes are guessed")),
        "verification": CommandEntry("models.evaluate.verification", message("How well memos are verified")),
    },
    ("accord model evaluate extraction gold/*.yaml", "accord model evaluate extraction gold/*.yaml --by-file --errors"),
)
_MODEL: Final = CommandGroup(
    message("Prepare, train and measure search and suggestions"),
    message(
        "What Accord computes or learns from a graph: the index of semantic search, the weights of suggestions, and"
        " measures of quality."
    ),
    {
        "index": CommandEntry("models.index", message("Prepare semantic search")),
        "train": CommandEntry("models.train", message("Fit the weights of suggestions to this graph")),
        "evaluate": _EVALUATE,
    },
    ("accord model index --semantic", "accord model train", "accord model evaluate themes"),
)

_CONFIG: Final = CommandGroup(
    message("Show or set the settings of a folder"),
    message(
        "The settings that commands use in this folder, from the environment, from accord.toml or by default. Without a"
        " command, “accord config” lists them."
    ),
    {
        "list": CommandEntry("setup.config.list", message("List the settings, and where each comes from")),
        "set": CommandEntry("setup.config.set", message("Write a setting to accord.toml")),
    },
    ("accord config", "accord config set graph council.db", "accord config set language fr"),
    default="list",
)

SECTIONS: Final = (
    Section(
        message("Ask"),
        {
            "classify": CommandEntry("ask.classify", message("Guess the themes of texts")),
            "resolve": CommandEntry("ask.resolve", message("Find the jurisdiction of a name")),
            "verify": CommandEntry("ask.verify", message("Check what a memo says against the graph")),
        },
    ),
    Section(
        message("Load"),
        {
            "graph": _GRAPH,
            "load": CommandEntry("load.load", message("Read documents and add them to the graph")),
            "map": CommandEntry("load.map", message("Propose a mapping of the columns of a table")),
            "round": _ROUND,
            "readers": CommandEntry("load.readers", message("List the formats that can be read")),
            "source": _SOURCE,
            "template": _TEMPLATE,
        },
    ),
    Section(message("Review"), {"review": _REVIEW}),
    Section(
        message("Share and publish"),
        {
            "agenda": CommandEntry("publish.agenda", message("Plan the meetings of a council")),
            "approvals": CommandEntry("publish.approvals", message("List who may see what, and who decided")),
            "approve": CommandEntry("publish.approve", message("Decide who may see a submission")),
            "audit": CommandEntry("publish.audit", message("Prove that nothing withheld reaches an audience")),
            "brief": CommandEntry("publish.brief", message("Write the analysis document of an edition")),
            "export": CommandEntry("publish.export", message("Write the whole graph for other programs")),
            "view": CommandEntry("publish.view", message("Write the page to explore in a browser")),
        },
    ),
    Section(
        message("Query"),
        {
            "cypher": CommandEntry("query.cypher", message("Query the graph in Cypher")),
            "mcp": CommandEntry("query.mcp", message("Let an assistant ask the questions (MCP)")),
            "schema": CommandEntry("query.schema", message("List what SQL and Cypher queries can read")),
            "shell": CommandEntry("query.shell", message("Ask questions at an interactive prompt")),
            "sql": CommandEntry("query.sql", message("Query the graph file in SQL")),
        },
    ),
    Section(message("Server"), {"server": _SERVER}),
    Section(message("Models"), {"model": _MODEL}),
    Section(
        message("Set up"),
        {
            "completion": CommandEntry(
                "setup.completion", message("Print the script that completes commands in a shell")
            ),
            "config": _CONFIG,
            "doctor": CommandEntry("setup.doctor", message("Check this installation, and say what is off")),
            "status": CommandEntry("setup.status", message("Show the graph, what waits and what to do next")),
            "demo": CommandEntry("setup.demo", message("Show what Accord does, on a sample")),
            "help": CommandEntry("setup.help", message("Show the help of a command")),
        },
    ),
)
COMMANDS: Final[Mapping[str, CommandEntry | CommandGroup]] = {
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
        ("agenda",), ("brief",), ("classify",), ("config", "list"), ("cypher",), ("doctor",), ("export",), ("help",),
        ("readers",), ("round", "status"),
        ("resolve",),
        ("schema",), ("source", "list"), ("sql",), ("status",), ("template", "check"), ("verify",),
    }
)  # fmt: skip

# Commands of a question: `accord opportunities dismiss 3`.
QUESTION_COMMANDS: Final[Mapping[str, Mapping[str, CommandEntry]]] = {
    "opportunities": {
        "dismiss": CommandEntry("suggestions.dismiss", message("Dismiss suggestions until their facts change")),
        "met": CommandEntry("suggestions.met", message("Record that members have met")),
        "partners": CommandEntry("suggestions.partners", message("Propose that members are partners already")),
    }
}


def find_entry(path: tuple[str, ...]) -> CommandEntry | CommandGroup | None:
    """Return the module or group that a path of command names leads to, or None."""
    entries = COMMANDS
    entry: CommandEntry | CommandGroup | None = None
    for name in path:
        entry = entries.get(name)
        entries = entry.commands if isinstance(entry, CommandGroup) else {}
    return entry


def command_paths(entries: Mapping[str, CommandEntry | CommandGroup] = COMMANDS) -> Iterator[tuple[str, ...]]:
    """Yield the path of each command that is not a group: `("load",)`, `("source", "list")`."""
    for name, entry in entries.items():
        if isinstance(entry, CommandGroup):
            yield from ((name, *path) for path in command_paths(entry.commands))
        else:
            yield (name,)
