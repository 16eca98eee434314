"""Render the sentences that the page opens with, without a script: who reported, what most share, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from viz.markup import Markup, element, escape
from viz.page.model import newest_edition

if TYPE_CHECKING:
    from viz.wording import PageWording

Row = dict[str, Any]


class StaticStory:
    """Renders the opening of a page in one language.

    Args:
        data: the data of the page, from `build_page_data`.
        wording: the texts of the page in its initial language.
    """

    def __init__(self, data: Mapping[str, Any], wording: PageWording) -> None:
        self.data = data
        self.wording = wording
        self.names = {row["id"]: row["names"] for row in data["jurisdictions"]}
        self.labels = {row["id"]: row["labels"] for row in data["themes"]}
        sent = (each for row in data["editions"] for each in row.get("submissions", ()) if each["received"])
        self.reporters = {each["jurisdiction"] for each in sent}  # documents about others report nothing for them
        self.titles = {row["id"]: row["titles"] for row in data["initiatives"]}
        self.marks_of = {row["id"]: row["marks"] for row in data["initiatives"]}

    def has_state(self, state: str) -> bool:
        """Whether any jurisdiction of the table has a state: reported, missing or unknown."""
        return any(self.data["jurisdictions"][place]["state"] == state for place in self.data["lines"])

    def named_text(self, recorded: str, plain: str) -> str:
        """Return the text on who is only named: of a missing report only where the graph records who reported."""
        edition = self._opening()
        editions = [edition] if edition else self.data["editions"]
        known = [row.get("received") is not None or bool(row.get("submissions")) for row in editions]
        return self.wording.text(recorded if known and all(known) else plain)

    def title(self) -> str:
        """Return the heading, with the edition that the page opens with."""
        edition = self._opening()
        if not edition:
            return self.wording.text("page.title")
        return self.wording.text("page.title.edition", edition=self.wording.edition_name(edition["id"]))

    def headline(self) -> str:
        """Return the sentence that the page opens with: who reported how much, what most share, what is new."""
        edition = self._opening()
        works = [row for row in self._top_initiatives() if not edition or edition["id"] in row.get("editions", ())]
        if not works:
            name = self.wording.edition_name(edition["id"]) if edition else ""
            return self.wording.text("story.empty", edition=name) if edition else self.wording.text("about.empty")
        who = len(self._reporters(edition)) if edition else self._reported()
        initiatives = self.wording.plural_text("count.initiatives", len(works))
        reported = (
            self.wording.plural_text("story.works", who, initiatives=initiatives)
            if self._is_reported(edition)
            else self._known_works(initiatives, edition)
        )
        sentences = [self._counted(edition, works, reported)]
        themes, many = self._most_shared(edition)
        if themes:
            key = ("story.shared", "story.shared.two")[len(themes) - 1] if len(themes) < 3 else "story.shared.several"
            names = [self.wording.pick(self.labels[each])[0] for each in themes] + [""]
            sentences.append(self.wording.plural_text(key, many, theme=names[0], other=names[1]))
        if added := self._added(edition, works):
            sentences.append(self.wording.plural_text("story.new", added))
        return " ".join(sentences)

    def _known_works(self, initiatives: str, edition: Row | None) -> str:
        """Return how many initiatives there are that need not have been reported: led by how many of those here."""
        rows = [row for row in self.data["initiatives"] if not edition or edition["id"] in row.get("editions", ())]
        leads = len({row["lead"] for row in rows if row.get("lead") in self.names})
        others = len(self.names) - leads
        if not others or not leads:
            return self.wording.plural_text("story.known", leads, initiatives=initiatives)
        if edition:
            return self.wording.plural_text("story.led", leads, initiatives=initiatives)
        led = self.wording.plural_text("story.led.by", leads, initiatives=initiatives)
        return self.wording.plural_text("story.led.more", others, leads=led)

    def parts(self) -> str:
        """Return a sentence on the components, which count in the initiatives that they are part of; none without."""
        many = len(self.data["initiatives"]) - len(self._top_initiatives())
        return self.wording.plural_text("initiatives.parts", many) if many else ""

    def priorities(self) -> Markup:
        """Return the priorities of the council for the latest edition, if any."""
        texts = (self._edition() or {}).get("priority_texts", [])
        if not texts or self.opens_with_several():
            return Markup("")
        names = self.wording.join_names([self._text_in_language(each) for each in texts])
        return Markup(self.wording.text("story.priorities", names=names))

    def opens_with_several(self) -> bool:
        """Whether the page opens with several editions at once."""
        return len(self.data["editions"]) > 1 and not self.data["opening"]

    def _counted(self, edition: Row | None, works: list[Row], reported: str) -> str:
        """Return how many initiatives of whom there are, with the edition, or the first and the last of all of them."""
        editions = self.data["editions"]
        if edition:
            return self.wording.text(
                "story.edition", edition=self.wording.edition_name(edition["id"]), reported=reported
            )
        if not editions or not all(row.get("editions") for row in works):
            return self.wording.text("story.plain", reported=reported)
        first, last = (self.wording.edition_of(editions[at]["id"]) for at in (0, -1))
        return self.wording.text("story.editions", first=first, last=last, reported=reported)

    def _is_reported(self, edition: Row | None) -> bool:
        """Whether what is counted was reported: of an edition, or of all where each who leads any sent a report."""
        if edition:
            return bool(self.reporters)
        counted = {row["id"] for row in self.data["jurisdictions"] if row["state"] == "reported"}
        return bool(self.reporters) and counted <= self.reporters

    def _reported(self) -> int:
        return sum(row["state"] == "reported" for row in self.data["jurisdictions"])

    def _reporters(self, edition: Row) -> set[str]:
        """Return who has something of theirs in an edition: a report, or an initiative that they lead."""
        sent = {each["jurisdiction"] for each in edition.get("submissions", []) if each["received"]}
        leads = {row.get("lead") for row in self.data["initiatives"] if edition["id"] in row.get("editions", ())}
        return (sent | leads) & set(self.names)

    def _most_shared(self, edition: Row | None) -> tuple[list[str], int]:
        """Return the themes that the most jurisdictions lead work on and their number; none if no two share one."""
        named = {theme for row in self.data["initiatives"] for theme in row.get("themes", ())}
        held = {row["id"]: not edition or edition["id"] in row.get("editions", ()) for row in self.data["initiatives"]}
        leads: dict[str, set[str]] = {row["id"]: set() for row in self.data["themes"] if row["id"] in named}
        for row in self.data["initiatives"]:
            if held[row["whole"]] and row.get("lead") in self.names:
                for theme in row["reach"]:
                    if theme in leads:
                        leads[theme].add(row["lead"])
        most = max(map(len, leads.values()), default=0)
        return [theme for theme, who in leads.items() if len(who) == most] if most > 1 else [], most

    def _added(self, edition: Row | None, works: list[Row]) -> int:
        """Return how many initiatives of an edition no earlier one has."""
        order = [row["id"] for row in self.data["editions"]]
        earlier = set(order[: order.index(edition["id"])]) if edition else set()
        return sum(earlier.isdisjoint(row.get("editions", ())) for row in works) if earlier else 0

    def about(self) -> str:
        """Return a sentence: the edition, how many reported, whose content is included, who did not report."""
        edition = self._edition()
        if not edition:
            works = self._reported()
            return self.wording.plural_text("about.plain", works) if works else self.wording.text("about.empty")
        has_count = edition.get("received") is not None
        sent = {each["jurisdiction"] for each in edition.get("submissions", []) if each["received"]}
        missing = [self._name(name) for name in edition.get("missing", [])]
        key = "about.here" if has_count else "about.reports" if sent else "about.works"
        parts = [self.wording.plural_text(key, len(self._reporters(edition)))]
        if has_count:
            parts.insert(0, self.wording.plural_text("about.received", edition["received"]))
        if missing:
            parts.append(
                self.wording.plural_text("about.missing", len(missing), names=self.wording.join_names(missing))
            )
        if earlier := len(self.data["editions"]) - 1:
            parts.append(self.wording.plural_text("about.earlier", earlier))
        name = self.wording.edition_name(edition["id"])
        joined = self.wording.text("about.separator").join(parts)
        return self.wording.text("about.sentence", edition=name, parts=joined)

    def _top_initiatives(self) -> list[Row]:
        return [row for row in self.data["initiatives"] if row["whole"] == row["id"]]

    def _edition(self) -> Row | None:
        return newest_edition(self.data["editions"])

    def _opening(self) -> Row | None:
        """Return the edition that the page opens with; None where it opens with all."""
        return next((row for row in self.data["editions"] if row["id"] == self.data["opening"]), None)

    def _name(self, identifier: str | None) -> str:
        return self.wording.pick(self.names.get(identifier or "", {"": identifier or ""}))[0]

    def _text_in_language(self, texts: Mapping[str, str]) -> Markup:
        """Return a text, with its language marked if it is not that of the page."""
        text, code = self.wording.pick(texts)
        return escape(text) if code == self.wording.language else element("span", text, lang=code)
