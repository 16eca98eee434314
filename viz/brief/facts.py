"""Select the facts of one edition from a graph document, in the order of a brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from graph.exchange.attributes import parse_attribute
from graph.text.strings import fold
from graph.values import LEVELS
from viz.brief.latest import LatestStatements
from viz.brief.wording import one_line

Json = Mapping[str, Any]


class EditionFacts:
    """The facts of one edition that one audience may see.

    Args:
        document: a graph document.
        edition: the identifier of an edition in it.
        language: the language in which names and texts are preferred.
    """

    def __init__(self, document: Json, edition: str, language: str) -> None:
        self.document, self.language = document, language
        self.edition: Json = next(each for each in document["editions"] if each["id"] == edition)
        self.jurisdictions: dict[str, Json] = {each["id"]: each for each in document["jurisdictions"]}
        latest = LatestStatements(document)
        self.initiatives = {
            each["id"]: {**each, "dates": latest.dates(each)}
            for each in document["initiatives"]
            if edition in each["editions"]
        }
        self.needs = [each for each in document["needs"] if each["edition"] == edition]
        of_edition = [each for each in document["partnerships"] if self._is_of_edition(each)]
        self.partnerships = latest.partnerships(of_edition)

    def _is_of_edition(self, partnership: Json) -> bool:
        """Return whether a partnership is about an initiative of the edition, or stated by one of its sources."""
        if partnership["initiative"]:
            return partnership["initiative"] in self.initiatives
        sources = {each["id"]: each.get("edition") for each in self.document["sources"]}
        stated = {piece.get("edition") or sources.get(piece["source"]) for piece in partnership["evidence"]}
        return self.edition["id"] in stated

    def wholes_of(self, initiatives: Iterable[Json]) -> set[str]:
        """Return the initiatives, by identifier; a component counts in what it is part of."""
        return {
            (one["kind"] == "component" and one["part_of"] in self.initiatives and one["part_of"]) or one["id"]
            for one in initiatives
        }

    def pick(self, texts: Mapping[str, str], preferred: str = "") -> tuple[str, str]:
        """Return a text in the preferred language, else in the first one that it has, and the code of that language."""
        code = next((each for each in (preferred, self.language) if each in texts), None) or next(iter(texts))
        return one_line(texts[code]), code

    def named(self, jurisdiction: str, language: str = "") -> tuple[str, str]:
        """Return the name of a jurisdiction, in a language if it has one there, and the code of its language."""
        known = self.jurisdictions.get(jurisdiction)
        if known and known["names"]:
            return self.pick(known["names"], language or self.language)
        return jurisdiction, language or self.language

    def name(self, jurisdiction: str) -> str:
        """Return the name of a jurisdiction in the language of the brief, if it has one there."""
        return self.named(jurisdiction)[0]

    def prose(self, node: Json, part: str) -> list[tuple[str, str]]:
        """Return the council's own words about the edition or a need, as paragraphs with their language.

        They are those of one document, in the language of the brief if there is one, so that none is there twice.

        Args:
            node: the edition or the need.
            part: of the document, such as `priorities:1`.
        """
        found: dict[tuple[bool, int], dict[int, tuple[str, str]]] = defaultdict(dict)
        rank = {each["id"]: at for at, each in enumerate(self.document["sources"])}
        for entry in node["evidence"]:
            for name, text in entry.get("says", {}).items():
                content = parse_attribute(name, text)
                about, _, number = (content.qualifier or "").rpartition(":")
                if content.predicate == "prose" and about == part and number.isdigit():
                    document = (content.language != self.language, rank.get(entry["source"], 0))
                    found[document][int(number)] = (one_line(text), content.language or "")
        return [text for _, text in sorted(found[min(found)].items())] if found else []

    @cached_property
    def described(self) -> set[str]:
        """The initiatives that are listed below their lead, with their partnerships."""
        listed = {each["id"] for initiatives in self.by_lead.values() for each in initiatives}
        return listed | {one for one, above in self.top.items() if above in listed}

    def heading(self, jurisdiction: str) -> str:
        """Return the name of a jurisdiction with the abbreviation that its texts use."""
        known = self.jurisdictions.get(jurisdiction)
        short = known and known["level"] not in ("provincial", "territorial") and known["abbreviations"]
        name = self.name(jurisdiction)
        return f"{name} ({self.pick(short)[0]})" if short and self.pick(short)[0] != name else name

    def ranked(self, jurisdictions: Sequence[str]) -> list[str]:
        """Return jurisdictions by level, then by name."""

        def key(one: str) -> tuple[int, str, str]:
            known = self.jurisdictions.get(one)
            return (LEVELS.index(known["level"]) if known else len(LEVELS), fold(self.name(one)), one)

        return sorted(set(jurisdictions), key=key)

    @cached_property
    def partnerships_of(self) -> Mapping[str, list[Json]]:
        """The partnerships by initiative."""
        return _by_initiative(self.partnerships)

    @cached_property
    def asks_of(self) -> Mapping[str, list[Json]]:
        """The asks by initiative."""
        return _by_initiative([each for each in self.needs if each["kind"] == "ask"])

    @cached_property
    def top(self) -> dict[str, str]:
        """The initiative under which each component is shown, if it has the same lead."""
        found: dict[str, str] = {}
        for one in self.initiatives:
            above, visited = self._parent_with_same_lead(one), {one}
            while above and above not in visited:
                found[one] = above
                visited.add(above)
                above = self._parent_with_same_lead(above)
        return found

    def _parent_with_same_lead(self, one: str) -> str | None:
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
        """Return initiatives in the order of their titles in the sources."""
        rank = {each["id"]: at for at, each in enumerate(self.document["sources"])}

        def key(one: Json) -> tuple[tuple[int, int, int], str]:
            stating = [e for e in one["evidence"] if any(each.startswith("title") for each in e.get("supports", ()))]
            places = [(rank.get(e["source"], 0), e.get("page") or 0, e.get("line") or 0) for e in stating]
            return (min(places, default=(0, 0, 0)), one["id"])

        return sorted((self.initiatives[one] for one in identifiers), key=key)

    @cached_property
    def by_lead(self) -> dict[str, list[Json]]:
        """The initiatives by lead; those with components come last, so that others are not read as components."""
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
        """The sources that the facts cite."""
        nodes = [*self.initiatives.values(), *self.needs, *self.partnerships, self.edition]
        cited = {piece["source"] for node in nodes for piece in node["evidence"]}
        return [each for each in self.document["sources"] if each["id"] in cited]

    @cached_property
    def submitted(self) -> list[str]:
        """The jurisdictions whose submission was received."""
        return self.ranked([each["jurisdiction"] for each in self.edition["submissions"] if each["received"]])


def _by_initiative(nodes: Sequence[Json]) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for each in nodes:
        if each["initiative"]:
            found[each["initiative"]].append(each)
    return found
