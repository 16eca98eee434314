"""Random submissions as files (prose, templates, mapped tables), in pairs that differ in what is withheld."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass

MEMBERS = {"CA-NB": "New Brunswick", "CA-AB": "Alberta", "CA-MB": "Manitoba", "CA-ON": "Ontario"}
EDITION, SEASON = "2022-fall", "Fall 2022"
VERBS = ("Launched", "Completed", "Started")
THINGS = ("digital identity wallet", "client feedback dashboard", "business registry", "chatbot", "trust framework")
THEMES = ("digital identity", "client feedback", "Beekeeping", "Wetland mapping", "open data")
PARTNERS = ("Harbourfront Agency", "Service Canada", "Nova Scotia", "Prairie Rail Corporation", "Statistics Canada")
DATES = ("2021-07-01", "13/04/2021", "04/13/2021", "3/4/2021", "not a date")
MAPPING = """rows: initiative
language: en
title: Title
lead: Lead
partners: {column: Partners, separator: ";"}
themes: {column: Theme}
dates: {launch: When}
edition: Edition
reported_by: lead
"""
PARTICIPATION = """rows: participation
language: en
collection: inventory
key: Key
title: Title
member: Member
role: Role
themes: {column: Theme}
dates: {launch: When}
edition: Edition
reported_by: lead
"""


@dataclass(frozen=True, slots=True)
class Submission:
    """A file, the mapping that it is loaded with, and those whose reports in it are withheld."""

    name: str
    content: str
    mapping: str | None = None


def pair(seed: int) -> tuple[list[Submission], list[Submission], set[str]]:
    """Two lists of files that are equal but for what the members of a set report; some of it is missing in one."""
    drawn = random.Random(seed)  # noqa: S311
    hidden = set(drawn.sample(sorted(MEMBERS), drawn.randint(1, 2)))
    kinds = [_prose, _template, _table, _participation]
    first, second = [], []
    for kind in drawn.sample(kinds, drawn.randint(1, 3)):
        shared = drawn.getrandbits(32)
        first += kind(random.Random(shared), drawn, hidden)  # noqa: S311
        second += kind(random.Random(shared), drawn, hidden)  # noqa: S311
    return first, second, hidden


def _title(drawn: random.Random) -> str:
    return f"{drawn.choice(VERBS)} a {drawn.choice(THINGS)} number {drawn.randint(1, 30)}"


def _prose(shared: random.Random, drawn: random.Random, hidden: set[str]) -> list[Submission]:
    """A submission of each member as text."""
    made = []
    for member, name in MEMBERS.items():
        of = drawn if member in hidden else shared
        if member in hidden and drawn.random() < 0.3:
            continue
        lines = [f"Government of {name}", f"Report to the council, {SEASON}", "", "Key Achievements", ""]
        lines += [f"- {_title(of)}." for _ in range(3)]
        lines += ["", f"Some background on {of.choice(THINGS)} and on {of.choice(PARTNERS)}, which fits nowhere.", ""]
        made.append(Submission(f"{member}.txt", "\n".join(lines)))
    return made


def _template(shared: random.Random, drawn: random.Random, hidden: set[str]) -> list[Submission]:
    """A template of each member in YAML."""
    made = []
    for member, name in MEMBERS.items():
        of = drawn if member in hidden else shared
        lines = [f"template: accord-template/1 en {member}", f"jurisdiction: {name}", f"edition: {EDITION}",
                 "initiatives:"]  # fmt: skip
        for _ in range(of.randint(1, 3)):
            lines += [f"  - title in english: {_title(of)}", f"    partner: {of.choice(PARTNERS)}",
                      f"    theme: {of.choice(THEMES)}"]  # fmt: skip
        made.append(Submission(f"{member}.yaml", "\n".join(lines) + "\n"))
    return made


def _table(shared: random.Random, drawn: random.Random, hidden: set[str]) -> list[Submission]:
    """One table of all members, each row reported by who leads it."""
    rows: list[Sequence[str]] = [("Title", "Lead", "Partners", "Theme", "When", "Edition")]
    for member, name in _rows(shared, drawn, hidden):
        of = drawn if member in hidden else shared
        rows.append(
            (_title(of), name, of.choice(PARTNERS), of.choice(THEMES), of.choice(DATES), EDITION)
        )  # fmt: skip
    return [Submission("inventory.csv", _csv(rows), MAPPING)]


def _participation(shared: random.Random, drawn: random.Random, hidden: set[str]) -> list[Submission]:
    """One table of who takes part in what: the rows of an initiative are reported by who leads it."""
    rows: list[Sequence[str]] = [("Key", "Title", "Member", "Role", "Theme", "When", "Edition")]
    for number, (member, name) in enumerate(_rows(shared, drawn, hidden)):
        of = drawn if member in hidden else shared
        title, theme, when = _title(of), of.choice(THEMES), of.choice(DATES)
        key = f"{member}-{number if member in hidden else of.randint(1, 999)}"
        parts = [(name, "lead"), (of.choice(PARTNERS), "partner")]
        of.shuffle(parts)
        rows += [(key, title, who, role, theme, when, EDITION) for who, role in parts]
    return [Submission("members.csv", _csv(rows), PARTICIPATION)]


def _rows(shared: random.Random, drawn: random.Random, hidden: set[str]) -> list[tuple[str, str]]:
    """The members of the rows of a table: visible ones, and as many others between them: lines keep their numbers."""
    made = []
    for _ in range(4):
        made += [drawn.choice([m for m in MEMBERS.items() if m[0] in hidden]) for _ in range(shared.randint(0, 2))]
        made.append(shared.choice([one for one in MEMBERS.items() if one[0] not in hidden]))
    return made


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
