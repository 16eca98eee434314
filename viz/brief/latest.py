"""Which dates and partnerships of an initiative still hold: a report of a later edition replaces what it tells anew.

A member that reports a new target date in a later edition does not mean both. What its later report does not mention
stays as it was known: not to mention is not to take back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.exchange.attributes import parse_attribute

Json = Mapping[str, Any]
_REACHED: Final = frozenset({"launch", "completion", "end"})  # kinds of dates after which a target is past
TARGET: Final = "target"


class LatestStatements:
    """Finds what the latest report of each reporter says, by the editions of a graph document.

    Args:
        document: a graph document; its editions are in their order.
    """

    def __init__(self, document: Json) -> None:
        self._rank = {each["id"]: at for at, each in enumerate(document["editions"], start=1)}
        self._usual = {each["id"]: each.get("edition") for each in document["sources"]}

    def dates(self, initiative: Json) -> list[Json]:
        """Return the dates of an initiative that the latest report of some reporter on that kind of date states.

        A target that is only of an earlier report is left out where a later one says that it was launched or ended.
        """
        stated_in: dict[tuple[str, str], dict[str, int]] = {}  # the edition by date and reporter
        for entry in initiative["evidence"]:
            for name in entry.get("supports", ()):
                content = parse_attribute(name, "")
                if content.predicate == "date":
                    by_reporter = stated_in.setdefault((content.qualifier or "", content.value or ""), {})
                    reporter = entry.get("reported_by") or ""
                    by_reporter[reporter] = max(self._edition(entry), by_reporter.get(reporter, 0))
        last: dict[tuple[str, str], int] = defaultdict(int)  # by kind and reporter
        for (kind, _), by_reporter in stated_in.items():
            for reporter, edition in by_reporter.items():
                last[kind, reporter] = max(edition, last[kind, reporter])
                if kind in _REACHED:
                    last[TARGET, reporter] = max(edition, last[TARGET, reporter])

        def holds(date: Json) -> bool:
            stated = stated_in.get((date["kind"], date["edtf"]), {})
            return not stated or any(edition >= last[date["kind"], who] for who, edition in stated.items())

        return [date for date in initiative["dates"] if holds(date)]

    def partnerships(self, partnerships: Iterable[Json]) -> list[Json]:
        """Return the partnerships without those on an initiative that all who told of them replaced later."""
        every = list(partnerships)
        stated_in = [self._editions_by_reporter(each["evidence"]) for each in every]
        last: dict[tuple[str, str], int] = defaultdict(int)  # by initiative and reporter
        for each, by_reporter in zip(every, stated_in, strict=True):
            for reporter, edition in by_reporter.items():
                about = each["initiative"] or each["id"]
                last[about, reporter] = max(edition, last[about, reporter])
        return [
            each
            for each, by_reporter in zip(every, stated_in, strict=True)
            if not by_reporter
            or any(edition >= last[each["initiative"] or each["id"], who] for who, edition in by_reporter.items())
        ]

    def _editions_by_reporter(self, evidence: Sequence[Json]) -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in evidence:
            reporter = entry.get("reported_by") or ""
            found[reporter] = max(self._edition(entry), found.get(reporter, 0))
        return found

    def _edition(self, entry: Json) -> int:
        """Return the place of the edition that a piece of evidence is of among all; 0 of one that is of none."""
        edition = entry["edition"] if "edition" in entry else self._usual.get(entry["source"])
        return self._rank.get(edition or "", 0)
