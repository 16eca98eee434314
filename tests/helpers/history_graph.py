"""An inventory with years of dated partnerships: sixty organisations in circles, which meet the friends of friends."""

from __future__ import annotations

import random
from pathlib import Path

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer

ORGANISATIONS = [f"ORG-{n:02d}" for n in range(60)]
THEMES = ("digital-identity", "client-feedback", "cybersecurity", "e-invoicing", "plain-language", "data-strategy")
YEARS = range(2016, 2020)
PROJECTS = 60  # a year


def build(path: Path) -> Path:
    """Write the graph; the same each time."""
    drawn = random.Random(7)  # noqa: S311
    w = Writer("inventory.csv", edition="2019-fall")
    w.submitted(*ORGANISATIONS)
    for number, one in enumerate(ORGANISATIONS):
        w.add_claim("jurisdiction", one, "name", value=f"Agency {number}", by=one)
        w.add_claim("jurisdiction", one, "level", value="federal" if number % 2 else "municipal", by=one)
    for year in YEARS:
        for number in range(PROJECTS):
            lead = min(drawn.randrange(60), drawn.randrange(60))
            near = {(lead + int(drawn.expovariate(0.15)) + 1) % 60 for _ in range(drawn.choice((1, 2, 2)))} - {lead}
            w.initiative(
                ORGANISATIONS[lead], f"Project {year}-{number}", THEMES[lead % 6], THEMES[drawn.randrange(6)],
                partners=[ORGANISATIONS[at] for at in sorted(near)],
                date=f"{year}-{drawn.randrange(1, 13):02d}-{drawn.randrange(1, 29):02d}",
            )  # fmt: skip
    SqliteStore(path, create=True).add([w.reading()])
    return path
