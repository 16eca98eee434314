"""The manual page holds every command, and a formatter of manual pages has nothing to say against it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from accord.catalog import command_paths
from queries.questions.question import list_questions
from tests.helpers.paths import ROOT
from tests.helpers.typography import faults
from tools.manual import PAGES, TEXTS, manual_page

REFERENCE = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")


def formatted(language: str) -> str:
    if not shutil.which("mandoc"):
        if os.environ.get("CI"):
            pytest.fail("mandoc is missing: apt-get install mandoc")
        pytest.skip("mandoc is not on this machine")
    page = str(PAGES[language])
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False)
    assert re.sub(r".*missing date.*\n", "", lint.stdout) == ""  # a date would change the page each day
    done = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=100", page], capture_output=True, text=True, check=True)
    return re.sub(".\b", "", done.stdout)


@pytest.mark.parametrize("language", PAGES)
def test_it_is_what_the_help_of_the_commands_is(language: str):
    assert PAGES[language].read_text("utf-8") == manual_page(language), "run `make reference`"


@pytest.mark.parametrize("language", PAGES)
def test_every_command_is_in_it(language: str):
    shown = " ".join(formatted(language).split())
    names = [*(" ".join(path) for path in command_paths()), *list_questions()]
    assert len(names) > 50
    assert not [name for name in names if f"accord {name} " not in shown]


def test_variables_and_exit_codes_are_those_of_the_reference():
    text = TEXTS.read_text("utf-8")
    variables = set(re.findall(r"^\| `([A-Z_]+)` \|", REFERENCE, re.MULTILINE))
    codes = set(re.findall(r"^\| (\d+) \|", REFERENCE, re.MULTILINE))
    assert variables
    for wanted in (*variables, *codes):
        assert len(re.findall(rf"^    {wanted}: ", text, re.MULTILINE)) == 2, wanted


def test_french_is_typeset():
    prose = [line for line in TEXTS.read_text("utf-8").splitlines() if "«" in line or "\u202f" in line]
    assert prose
    assert not [line for line in prose if faults(re.sub(r"^\s*\S+: ", "", line).strip('"'))]
