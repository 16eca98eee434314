"""Documents of each kind that governments publish, in both languages: how much of what they state is read, how rightly.

They are read as a whole: a single one may be misread, and the bars are what all of a language reach together.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import SourceError
from graph.text.strings import fold
from loaders.inputs.read import FileLoader

FOLDER = Path(__file__).parent / "genres"
# The share of the facts that are read, and of those read or proposed that are right; a little below what is reached.
BARS = {"titles": (0.80, 0.63), "leads": (0.65, 0.80), "partners": (0.27, 0.72), "dates": (0.68, 0.80)}


def same(got: str, names: dict[str, str], want: str) -> bool:
    """Whether a party is one of a case: an identifier, or "~" and a part of its name."""
    if not want.startswith("~"):
        return got == want
    return fold(want[1:]) in fold(f"{got} {got.replace('-', ' ')} {names.get(got, '')}")


def read_works(text: str, kind: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The initiatives of a text with their facts, and the names that it gives to parties."""
    name = "case.md" if any(mark in text for mark in ("# ", "**", "| ")) else "case.txt"
    try:
        claims = list(FileLoader(isolate=False).load_bytes(text.encode(), name)[0].claims)
    except SourceError:
        return [], {}
    names = {c.subject: c.value or "" for c in claims if c.kind == "jurisdiction" and c.predicate == "name"}
    whole = {c.subject for c in claims if c.predicate == "kind" and c.value == "initiative"}
    made = {one: {"id": one, "lead": None, "members": set(), "dates": set()} for one in sorted(whole)}
    sure = {c.subject for c in claims if c.predicate == "kind" and not c.proposed}
    joined = {c.subject: c.object for c in claims if c.predicate == "initiative"}
    for claim in claims:
        one = made.get(joined.get(claim.subject) or claim.subject)
        if one is None or (claim.proposed and claim.predicate != "lead" and one["id"] in sure):
            continue
        if claim.predicate == "title":
            one["title"] = claim.value
        elif claim.predicate == "lead":
            one["lead"] = claim.object
        elif claim.predicate in ("member", "external_partner"):
            one["members"].add(claim.object or claim.value)
        elif claim.predicate == "date":
            one["dates"].add(claim.value)
    return list(made.values()), names


def judge(case: dict[str, Any], counts: Counter[str]) -> None:
    """Count what of a case is found, missed and wrong."""
    works, names = read_works(case["text"], case["kind"])
    left = list(works)
    for want in case["works"]:
        got = next((one for one in left if fold(str(want["title"])) in fold(one.get("title") or "")), None)
        if got is not None:
            left.remove(got)
        if want.get("optional"):
            continue
        counts["titles right" if got else "titles missed"] += 1
        got = got or {"lead": None, "members": set(), "dates": set()}
        judge_parties(want, got, names, counts)
        dates = set(map(str, want.get("dates", [])))
        fine = dates | set(map(str, want.get("may_be", [])))
        if dates:
            counts["dates right" if got["dates"] & dates else "dates missed"] += 1
        counts["dates wrong"] += len(got["dates"] - fine)
    counts["titles wrong"] += len(left)


def judge_parties(want: dict[str, Any], got: dict[str, Any], names: dict[str, str], counts: Counter[str]) -> None:
    leads, asked = want.get("lead") or [], want.get("parties", [])
    is_right = got["lead"] is not None and any(same(got["lead"], names, one) for one in leads)
    if leads:
        counts["leads right" if is_right else "leads missed"] += 1
        counts["leads wrong"] += got["lead"] is not None and not is_right
    members = got["members"] | {got["lead"]} - {None}
    for one in asked:
        if not any(same(got["lead"] or "", names, name) for name in one):
            found = any(same(member, names, name) for member in members for name in one)
            counts["partners right" if found else "partners missed"] += 1
    fine = [*leads, *(name for one in asked for name in one)]
    counts["partners wrong"] += sum(
        not any(same(member, names, name) for name in fine) for member in members - {got["lead"]}
    )
    absent = set(want.get("without", []))
    assert not members & absent, (want["title"], members & absent)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_kinds_of_documents(language):
    cases = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    counts: Counter[str] = Counter()
    for case in cases:
        judge(case, counts)
    for kind, (recall, precision) in BARS.items():
        right, missed, wrong = (counts[f"{kind} {what}"] for what in ("right", "missed", "wrong"))
        assert right / (right + missed) >= recall, (kind, counts)
        assert right / (right + wrong) >= precision, (kind, counts)
