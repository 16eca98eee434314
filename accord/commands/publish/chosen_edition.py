"""The edition that a command is about, as an option or an argument."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from accord.messages import _
from graph.errors import UsageError

Command = Callable[..., Any]


def takes_edition(help_text: str) -> Callable[[Command], Command]:
    """Give a command the option `--edition` and an argument that says the same; its parameter is `edition`.

    Args:
        help_text: the help of the option.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def call(*context: Any, edition: str | None, named: str | None, **rest: Any) -> Any:  # noqa: ANN401 (click)
            if edition and named and edition != named:
                raise UsageError("Name one edition, not both {one} and {other}.", one=named, other=edition)
            return command(*context, edition=edition or named, **rest)

        option = click.option("--edition", metavar=_("EDITION"), help=help_text)
        return click.argument("named", required=False, metavar=f"[{_('EDITION')}]")(option(call))

    return decorate
