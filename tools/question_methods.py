"""Generate `accord/questions.py`: a method with a real signature and a docstring for each named question.

Run `python tools/question_methods.py` to write the file; with `--check` it exits with 1 if the file is out of date.
"""

from __future__ import annotations

import keyword
import sys
import textwrap
from pathlib import Path
from typing import Final

from queries.questions.question import Parameter, Question, list_questions, load_question

TARGET: Final = Path(__file__).parent.parent / "accord" / "questions.py"
WIDTH: Final = 120
TYPES: Final = {"count": "int", "flag": "bool"}  # of the others, choices are literals and the rest texts
HEADER: Final = '''\
# ruff: noqa: A002, D417, E501 (parameters have the names of the command; shared ones are described once)
"""The named questions as methods; written by `tools/question_methods.py` from `queries/questions/named`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from accord.results.answer import Answer
    from graph.values import Audience


class QuestionMethods(ABC):
    """A method for each question. All take `lang`, `audience`, `limit` and `as_of` as `ask` does."""

    @abstractmethod
    def ask(
        self, name: str, *, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
        as_of: str | None = None, **parameters: object,
    ) -> Answer:  # fmt: skip
        """Return the answer to a named question.

        Args:
            name: the question.
            lang: the language of the answer, "en" or "fr"; None is that of the graph.
            audience: who will see the answer; None is that of the graph.
            limit: the maximum number of rows; None is that of the question.
            as_of: an edition or a date: only what was known then; None is the edition that the question names, if any.
            parameters: those of the question, by name.
        """
'''


def generate() -> str:
    """Return the text of the module."""
    return HEADER + "".join(_method(load_question(name)) for name in list_questions())


def _method(question: Question) -> str:
    positional = [p for p in question.parameters if p.argument]
    named = [p for p in question.parameters if not p.argument]
    common: tuple[str, ...] = (
        "lang: str | None = None",
        "audience: Audience | None = None",
        "limit: int | None = None",
    )
    names = ["lang", "audience", "limit"]
    if not any(parameter.name == "as_of" for parameter in question.parameters):
        common, names = ("as_of: str | None = None", *common), ["as_of", *names]
    arguments = ["self", *map(_argument, positional), "*", *map(_argument, named), *common]
    values = [f"{name}={name}" for name in [*map(_name, question.parameters), *names]]
    return (
        f"\n    def {question.name}(\n{_fill(arguments, 8)}\n    ) -> Answer:  # fmt: skip\n"
        f"{_docstring(question)}"
        f"        return self.ask(\n{_fill([repr(question.name).replace(chr(39), chr(34)), *values], 12)}\n"
        "        )  # fmt: skip\n"
    )


def _name(parameter: Parameter) -> str:
    return f"{parameter.name}_" if keyword.iskeyword(parameter.name) else parameter.name


def _argument(parameter: Parameter) -> str:
    choices = ", ".join(f'"{choice}"' for choice in parameter.choices)
    kind = f"Literal[{choices}]" if choices else TYPES.get(parameter.type, "str")
    if parameter.required:
        return f"{_name(parameter)}: {kind}"
    optional = kind if parameter.default is not None else f"{kind} | None"
    return f"{_name(parameter)}: {optional} = {parameter.default!r}"


def _fill(items: list[str], indent: int) -> str:
    """Return items with commas in lines of limited width; an item is never split."""
    lines, current = [], ""
    for item in items:
        added = f"{current} {item}," if current else f"{item},"
        if current and indent + len(added) > WIDTH:
            lines.append(current)
            added = f"{item},"
        current = added
    return "\n".join(" " * indent + line for line in [*lines, current])


def _docstring(question: Question) -> str:
    description = textwrap.wrap(" ".join(question.description["en"].split()), WIDTH - 8)
    lines = [f"{question.summary['en']}.", "", *description]
    if question.parameters:
        lines += ["", "Args:"]
    for parameter in question.parameters:
        text = parameter.help["en"]
        lines += textwrap.wrap(f"{_name(parameter)}: {text[:1].lower()}{text[1:]}", WIDTH - 12,
                               initial_indent="    ", subsequent_indent="        ")  # fmt: skip
    body = "\n".join(f"        {line}".rstrip() for line in lines).lstrip()
    return f'        """{body}\n        """\n'


def main() -> None:
    """Write the module, or check it."""
    if sys.argv[1:] == ["--check"]:
        if not TARGET.is_file() or TARGET.read_text("utf-8") != generate():
            raise SystemExit(f"{TARGET.name} does not match the questions: python tools/question_methods.py")
    else:
        TARGET.write_text(generate(), "utf-8")


if __name__ == "__main__":
    main()
