"""The graph document as a brief reads it: what belongs to one edition, by what asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from graph.text import fold
from viz.brief.wording import one_line

Json = Mapping[str, Any]
_LEVELS: Final = ("federal", "provincial", "territorial", "municipal", "indigenous", "international", "other")


class Facts:
    """What one audience may see of one edition.

    Args:
        document: a graph document.
        edition: the identifier of an edition in it.
        language: the language in which names and texts are preferred.
    """

    def __init__(self, document: Json, edition: str, language: str) -> None:
        self.document, self.language = document, language
        self.edition: Json = next(each for each in document["editions"] if each["id"] == edition)
        self.jurisdictions: dict[str, Json] = {each["id"]: each for each in document["jurisdictions"]}
        self.initiatives = {each["id"]: each for each in document["initiatives"] if edition in each["editions"]}
        self.needs = [each for each in document["needs"] if each["edition"] == edition]
        self.partnerships = [each for each in document["partnerships"] if self._is_here(each)]

    def _is_here(self, partnership: Json) -> bool:
        """Whether it is about an initiative of the edition, or a source of the edition states it."""
        if partnership["initiative"]:
            return partnership["initiative"] in self.initiatives
        sources = {each["id"]: each.get("edition") for each in self.document["sources"]}
        stated = {piece.get("edition") or sources.get(piece["source"]) for piece in partnership["evidence"]}
        return self.edition["id"] in stated

    def pick(self, texts: Mapping[str, str], preferred: str = "") -> tuple[str, str]:
        """A text in the preferred language, or in the one it was first given in; and which language that is."""
        code = next((each for each in (preferred, self.language) if each in texts), None) or next(iter(texts))
        return one_line(texts[code]), code

    def name(self, jurisdiction: str) -> str:
        """The name of a jurisdiction."""
        known = self.jurisdictions.get(jurisdiction)
        return self.pick(known["names"])[0] if known and known["names"] else jurisdiction

    def heading(self, jurisdiction: str) -> str:
        """Its name, with the abbreviation by which its texts call it."""
        known = self.jurisdictions.get(jurisdiction)
        short = known and known["level"] not in ("provincial", "territorial") and known["abbreviations"]
        name = self.name(jurisdiction)
        return f"{name} ({self.pick(short)[0]})" if short and self.pick(short)[0] != name else name

    def ranked(self, jurisdictions: Sequence[str]) -> list[str]:
        """Jurisdictions in the order of a brief: by level, then by name."""

        def key(one: str) -> tuple[int, str, str]:
            known = self.jurisdictions.get(one)
            return (_LEVELS.index(known["level"]) if known else len(_LEVELS), fold(self.name(one)), one)

        return sorted(set(jurisdictions), key=key)

    @cached_property
    def partnerships_of(self) -> Mapping[str, list[Json]]:
        """The partnerships about each initiative."""
        return _by_initiative(self.partnerships)

    @cached_property
    def asks_of(self) -> Mapping[str, list[Json]]:
        """What is asked with each initiative."""
        return _by_initiative([each for each in self.needs if each["kind"] == "ask"])

    @cached_property
    def top(self) -> dict[str, str]:
        """Of each component whose whole is here with the same lead, the initiative it is shown under."""
        found: dict[str, str] = {}
        for one in self.initiatives:
            above, seen = self._above(one), {one}
            while above and above not in seen:
                found[one] = above
                seen.add(above)
                above = self._above(above)
        return found

    def _above(self, one: str) -> str | None:
        initiative = self.initiatives[one]
        whole = self.initiatives.get(initiative["part_of"] or "")
        same = whole is not None and whole["lead"] == initiative["lead"]
        return whole["id"] if whole and same and initiative["kind"] == "component" else None

    @cached_property
    def parts(self) -> Mapping[str, list[Json]]:
        """The components shown under each initiative, in the order of their sources."""
        found: dict[str, list[Json]] = defaultdict(list)
        for one in self.ordered(list(self.top)):
            found[self.top[one["id"]]].append(one)
        return found

    def ordered(self, identifiers: Sequence[str]) -> list[Json]:
        """Initiatives in the order in which their sources tell of them."""
        rank = {each["id"]: at for at, each in enumerate(self.document["sources"])}

        def key(one: Json) -> tuple[tuple[int, int, int], str]:
            said = [e for e in one["evidence"] if any(each.startswith("title") for each in e.get("supports", ()))]
            places = [(rank.get(e["source"], 0), e.get("page") or 0, e.get("line") or 0) for e in said]
            return (min(places, default=(0, 0, 0)), one["id"])

        return sorted((self.initiatives[one] for one in identifiers), key=key)

    @cached_property
    def by_lead(self) -> dict[str, list[Json]]:
        """The initiatives of each lead; those with components last, so that nobody takes what follows for one more."""
        leads: dict[str, list[str]] = defaultdict(list)
        for one, initiative in self.initiatives.items():
            if initiative["lead"] and one not in self.top:
                leads[initiative["lead"]].append(one)
        return {
            lead: sorted(self.ordered(leads[lead]), key=lambda one: one["id"] in self.parts)
            for lead in self.ranked(list(leads))
        }

    @cached_property
    def sources(self) -> list[Json]:
        """The sources of what is here."""
        nodes = [*self.initiatives.values(), *self.needs, *self.partnerships, self.edition]
        cited = {piece["source"] for node in nodes for piece in node["evidence"]}
        return [each for each in self.document["sources"] if each["id"] in cited]

    @cached_property
    def submitted(self) -> list[str]:
        """Those whose submission the council received."""
        return self.ranked([each["jurisdiction"] for each in self.edition["submissions"] if each["received"]])


def _by_initiative(nodes: Sequence[Json]) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for each in nodes:
        if each["initiative"]:
            found[each["initiative"]].append(each)
    return found
