"""Completion in real shells: what is typed and the Tab key, in a terminal, as a person sees it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.paths import ROOT

SECONDS = 20  # until a shell that shows nothing has failed
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source script"),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit && compinit -D -u && source ./script"),
    "fish": (["fish", "--no-config", "-i"], "source script"),
}
TYPED = {
    "accord opport\t": "accord opportunities",
    "accord who digital-ide\t": "digital-identity",
    "accord source rel\t": "accord source reload",
}


class Terminal:
    """A shell in a pseudo-terminal."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._near, far = pty.openpty()
        environment = {
            "PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8",
            "ACCORD_GRAPH": "accord-demo.db", "ACCORD_LANG": "en", "COLUMNS": "200", "PS1": "> ",
        }  # fmt: skip
        self._process = subprocess.Popen(
            ["setsid", "--ctty", "--wait", *command],
            stdin=far,
            stdout=far,
            stderr=far,
            cwd=folder,
            env=environment,
        )
        os.close(far)

    def type(self, keys: str) -> None:
        os.write(self._near, keys.encode())

    def until(self, wanted: str) -> str:
        """What the terminal shows, until that is in it."""
        shown, end = "", time.monotonic() + SECONDS
        while time.monotonic() < end:
            if select.select([self._near], [], [], 0.2)[0]:
                shown += os.read(self._near, 65_536).decode("utf-8", "replace")
                if wanted in re.sub(r"\x1b\[[\d;?]*[ -/]*[@-~]|\x1b[()=>].?|[\x00\x07\x08]", "", shown):
                    return shown
        pytest.fail(f"{wanted!r} was not shown: {shown!r}")

    def close(self) -> None:
        os.close(self._near)  # hangs up
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, built) -> Path:
    """A folder with a graph, a command `accord`, and the script of each shell."""
    made = tmp_path_factory.mktemp("shells")
    (made / "accord-demo.db").write_bytes(built.read_bytes())
    command = made / "accord"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m accord "$@"\n')
    command.chmod(0o755)
    return made


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_commands_names_and_options(shell, folder):
    if not shutil.which(shell):
        if os.environ.get("CI"):
            pytest.fail(f"{shell} is missing: apt-get install {shell}")
        pytest.skip(f"{shell} is not on this machine")
    command, setup = SHELLS[shell]
    script = subprocess.run([folder / "accord", "completion", shell], capture_output=True, check=True, cwd=folder)
    (folder / "script").write_bytes(script.stdout)
    for keys, wanted in TYPED.items():
        terminal = Terminal(command, folder)
        try:
            terminal.type(f"{setup}; echo rea''dy\n")
            terminal.until("ready")
            terminal.type(keys)
            terminal.until(wanted)
        finally:
            terminal.close()
