"""The manual page of `accord` in both languages, from its commands; `reference.py` writes it into docs/man.

One page holds all commands, each with its own options; options that most commands take are described once. Headings,
variables and exit codes are in `manual.yaml`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click
import yaml

from accord.catalog import SECTIONS
from accord.cli import make_group
from accord.messages import _, set_language
from accord.version import __version__
from queries.questions.question import list_questions

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = {"en": ROOT / "docs" / "man" / "accord.1", "fr": ROOT / "docs" / "man" / "fr" / "accord.1"}
TEXTS: Final = Path(__file__).with_suffix(".yaml")
COMMON: Final = 12  # commands that have to take an option for it to be described once
_UNWRAPPED: Final = "\b"  # click's mark of a paragraph whose lines stay as they are
Record = tuple[str, str]


def manual_page(language: str) -> str:
    """Return the page, in roff, made in a process of its own: commands keep the language in which they are imported."""
    environment = {**os.environ, "ACCORD_LANG": language, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("LANGUAGE", None)
    command = (sys.executable, __file__, language)
    done = subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8")  # noqa: S603
    return done.stdout


def format_page(language: str) -> str:
    """Return the page in the language of this process."""
    texts: Mapping[str, Mapping[str, Any]] = yaml.safe_load(TEXTS.read_text("utf-8"))
    words = {name: each[language] for name, each in texts.items()}
    return "\n".join(_lines(words)) + "\n"


def _lines(words: Mapping[str, Any]) -> Iterator[str]:
    group = make_group()
    root = click.Context(group, info_name="accord")
    found = list(_commands(group, root))
    common = _common_options(found)
    yield f'.TH ACCORD 1 "" "Accord {__version__}" "{words["manual"]}"'
    yield from (f".SH {words['name']}", f"accord \\- {_escape(words['summary'])}")
    yield from (f".SH {words['synopsis']}", r"\fBaccord\fR \fI" + _escape(_("COMMAND [ARGS]...")) + r"\fR")
    yield f".SH {words['description']}"
    yield from _paragraphs(words["about"])
    yield f".SH {words['commands']}"
    for section in SECTIONS:
        yield f".SS {_escape(_(section.title))}"
        names = [*section.commands, *(list_questions() if section is SECTIONS[0] else ())]
        for name in sorted(names) if section is SECTIONS[0] else names:
            for context in found:
                if context.command_path.split()[1] == name:
                    yield from _command(context, common, words)
    yield f".SH {words['options']}"
    yield from (line for record in common for line in _item(*record))
    for name in ("environment", "exit", "files"):
        yield f".SH {words[name]}"
        for term, text in words[f"{name}_list"].items():
            yield from _item(str(term), text)
    yield from (f".SH {words['see']}", _escape(words["see_text"]))


def _commands(group: click.Group, context: click.Context) -> Iterator[click.Context]:
    """Yield a context for each command that is not a group of others."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)
        else:
            yield inner


def _records(context: click.Context) -> list[Record]:
    records = (each.get_help_record(context) for each in context.command.get_params(context)
               if isinstance(each, click.Option) and not each.hidden)  # fmt: skip
    return [record for record in records if record]


def _common_options(found: list[click.Context]) -> list[Record]:
    """Return the options that many commands take, in the order of the first that has each."""
    taken = Counter(record for context in found for record in _records(context))
    return [record for record, times in taken.items() if times >= COMMON]


def _command(context: click.Context, common: list[Record], words: Mapping[str, Any]) -> Iterator[str]:
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield from (".TP", rf"\fB{_escape(context.command_path)}\fR {_escape(usage)}")
    yield from _paragraphs(context.command.help or "", ".IP")
    records = _records(context)
    own = [record for record in records if record not in common]
    if own:
        yield ".RS"
        yield from (line for record in own for line in _item(*record))
        yield ".RE"
    if shared := [record[0] for record in records if record in common]:
        names = ", ".join(re.sub(r" .*|, -", "", re.sub(r"^-\w, ", "", each)) for each in shared)
        yield from (".IP", _escape(f"{words['also']} {names}"))


def _paragraphs(text: str, between: str = ".PP") -> Iterator[str]:
    """Yield paragraphs; those that click keeps as they are, such as examples, line by line."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip("\n"))):
        if number:
            yield between
        if paragraph.startswith(_UNWRAPPED):
            lines = [line for line in paragraph.removeprefix(_UNWRAPPED).splitlines() if line]
            yield from (".nf", *map(_escape, lines), ".fi")
        else:
            yield _escape(" ".join(paragraph.split()))


def _item(term: str, text: str) -> Iterator[str]:
    yield from (".TP", rf"\fB{_escape(term)}\fR", _escape(" ".join(text.split())))


def _escape(text: str) -> str:
    """Return a line of text as roff that prints it."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":  # `manual_page`, in a process of its own
    set_language(sys.argv[1])
    print(format_page(sys.argv[1]), end="")
