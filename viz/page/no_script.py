"""Render the parts of the page that work without a script: summary, matrix, opportunities, initiatives, needs.

The script renders the same parts again after each choice (`page/script/`); these are for browsers without scripts,
search engines and printers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from viz.marks import MARKS, date_name
from viz.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from viz.wording import PageWording

Row = dict[str, Any]
MAX_LISTED = 1500  # initiatives, partnerships and the like in the page without its script, which can list the others
MAX_INITIAL_ROWS = 100  # rows of initiatives that the script shows at first; browsers that run it skip those beyond
MAX_NAMED_MEMBERS = 12  # members of a partnership that are named, others are counted
MAX_CELLS = 1500


class StaticPage:
    """Renders the static parts of a page in one language.

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

    def title(self) -> str:
        """Return the heading, with the latest edition."""
        edition = self._edition()
        if not edition:
            return self.wording.text("page.title")
        return self.wording.text("page.title.edition", edition=self.wording.edition_name(edition["id"]))

    def headline(self) -> str:
        """Return the sentence that the page opens with: who reported how much, what most share, what is new."""
        edition = self._edition()
        works = [row for row in self._top_initiatives() if not edition or edition["id"] in row.get("editions", ())]
        if not works:
            name = self.wording.edition_name(edition["id"]) if edition else ""
            return self.wording.text("story.empty", edition=name) if edition else self.wording.text("about.empty")
        who = len(self._reporters(edition)) if edition else self._reported()
        reported = self.wording.plural_text(
            "story.works" if self.reporters else "story.known",
            who,
            initiatives=self.wording.plural_text("count.initiatives", len(works)),
        )
        key, name = ("story.edition", self.wording.edition_name(edition["id"])) if edition else ("story.plain", "")
        sentences = [self.wording.text(key, edition=name, reported=reported)]
        if shared := self._most_shared(edition):
            sentences.append(self.wording.plural_text("story.shared", shared[1], theme=shared[0]))
        if added := self._added(edition, works):
            sentences.append(self.wording.plural_text("story.new", added))
        return " ".join(sentences)

    def priorities(self) -> Markup:
        """Return the priorities of the council for the latest edition, if any."""
        texts = (self._edition() or {}).get("priority_texts", [])
        if not texts:
            return Markup("")
        names = self.wording.join_names([self._text_in_language(each) for each in texts])
        return Markup(self.wording.text("story.priorities", names=names))

    def _reported(self) -> int:
        return sum(row["state"] == "reported" for row in self.data["jurisdictions"])

    def _reporters(self, edition: Row) -> set[str]:
        """Return who has something of theirs in an edition: a report, or an initiative that they lead."""
        sent = {each["jurisdiction"] for each in edition.get("submissions", []) if each["received"]}
        leads = {row.get("lead") for row in self.data["initiatives"] if edition["id"] in row.get("editions", ())}
        return (sent | leads) & set(self.names)

    def _most_shared(self, edition: Row | None) -> tuple[str, int] | None:
        """Return the name of the theme that the most jurisdictions lead work on and their number, if two share it."""
        named = {theme for row in self.data["initiatives"] for theme in row.get("themes", ())}
        held = {row["id"]: not edition or edition["id"] in row.get("editions", ()) for row in self.data["initiatives"]}
        leads: dict[str, set[str]] = {row["id"]: set() for row in self.data["themes"] if row["id"] in named}
        for row in self.data["initiatives"]:
            if held[row["whole"]] and row.get("lead") in self.names:
                for theme in row["reach"]:
                    if theme in leads:
                        leads[theme].add(row["lead"])
        best = max(leads, key=lambda theme: len(leads[theme]), default=None)
        if best is None or len(leads[best]) < 2:
            return None
        return self.wording.pick(self.labels[best])[0], len(leads[best])

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

    def matrix(self) -> Markup:
        """Return the table of jurisdictions by themes."""
        themes = self._columns()
        if not themes:
            return element("tbody", element("tr", element("td", self.wording.text("matrix.empty"))))
        corner = element("th", self.wording.text("matrix.corner"), scope="col", class_="corner")
        head = [element("th", element("span", self._text_in_language(row["labels"])), scope="col") for row in themes]
        squares = {(row, column): (led, shared) for row, column, led, shared in self.data["squares"]}
        numbered = [(place, self.data["jurisdictions"][place]) for place in self.data["lines"]]
        bodies = [
            self._level_rows(level, list(rows), len(themes), squares)
            for level, rows in groupby(numbered, key=lambda item: item[1]["level"])
        ]
        caption = element("caption", self.wording.text("matrix.caption"), class_="aside")
        return join([caption, element("thead", element("tr", corner, *head)), *bodies])

    def _columns(self) -> list[Row]:
        themes = [row for row in self.data["themes"] if row["count"]]
        return themes[: max(10, MAX_CELLS // max(1, len(self.data["lines"])))]

    def more_matrix(self) -> Markup:
        """Return a note about the rows and columns that the table omits."""
        rows = len(self.data["jurisdictions"]) - len(self.data["lines"])
        columns = sum(1 for row in self.data["themes"] if row["count"]) - len(self._columns())
        left = {"matrix.left": rows, "matrix.left.themes": columns}
        notes = [element("p", self.wording.plural_text(key, n), class_="note") for key, n in left.items() if n > 0]
        return element("noscript", *notes) if notes else Markup("")

    def more(self, name: str, command: str) -> Markup:
        """Return a note about the rows of a list that are omitted, with the command that lists them."""
        left = len(self.data[name]) - MAX_INITIAL_ROWS
        return self._omitted_note(left, command) if left > 0 else Markup("")

    def _omitted_note(self, left: int, command: str) -> Markup:
        note = self.wording.plural_text("static.left", left, command=f"accord {command}")
        return element("noscript", element("p", note, class_="note"))

    def opportunities(self) -> Markup:
        """Return the opportunities as sentences, the best first."""
        rows = [
            element(
                "li",
                element("span", self.wording.text(f"opportunity.{row['kind']}"), class_="kind"),
                " ",
                self._text_in_language(row["sentences"]),
                class_="opportunity",
            )
            for row in self.data["opportunities"][:MAX_INITIAL_ROWS]
        ]
        return join(rows or [element("li", self.wording.text("opportunities.none"))])

    def partnerships(self) -> Markup:
        """Return a sentence for each partnership."""
        rows = [element("li", self._partnership(row)) for row in self.data["partnerships"][:MAX_INITIAL_ROWS]]
        return join(rows or [element("li", self.wording.text("network.none"))])

    def initiatives(self) -> Markup:
        """Return the table of initiatives; components are part of their parent."""
        names = ("initiative", "lead", "partners", "themes", "dates", "status")
        head = [element("th", self.wording.text(f"column.{name}"), scope="col") for name in names]
        caption = element("caption", self.wording.text("initiatives.caption"), class_="aside")
        rows = [self._initiative(row) for row in self._top_initiatives()[:MAX_INITIAL_ROWS]]
        return join([caption, element("thead", element("tr", *head)), element("tbody", *rows)])

    def more_initiatives(self) -> Markup:
        """Return further initiatives inside a noscript element, which browsers with scripts do not render."""
        wholes = self._top_initiatives()
        rows = [self._initiative(row) for row in wholes[MAX_INITIAL_ROWS:MAX_LISTED]]
        if not rows:
            return Markup("")
        left = len(wholes) - MAX_LISTED
        note = [self._omitted_note(left, 'sql "SELECT id, title FROM initiative"')] if left > 0 else []
        caption = element("caption", self.wording.text("initiatives.caption"), class_="aside")
        table = element("table", caption, element("tbody", *rows), class_="initiatives")
        return join([element("noscript", table), *note])

    def marks(self) -> Markup:
        """Return what the marks of the listed initiatives mean."""
        found = {mark for row in self._top_initiatives()[:MAX_LISTED] for mark in row["marks"].values()}
        notes = [f"{sign} {self.wording.text(f'mark.{mark}')}" for mark, sign in MARKS.items() if mark in found]
        return join(element("p", note, class_="note") for note in notes)

    def _top_initiatives(self) -> list[Row]:
        return [row for row in self.data["initiatives"] if row["whole"] == row["id"]]

    def needs(self) -> Markup:
        """Return the needs and who asks."""
        rows = [
            element("li", element("strong", self._text_in_language(row["texts"])), " ", self._asker(row))
            for row in self.data["needs"][:MAX_INITIAL_ROWS]
        ]
        return join(rows or [element("li", self.wording.text("needs.none"))])

    def footer(self, version: str) -> Markup:
        """Return how the page was made, from which sources, and for whom."""
        sources = self.wording.join_names([row["name"] for row in self.data["sources"]])
        lines = [
            self.wording.text("footer.made", version=version),
            *([self.wording.text("footer.sources", names=sources)] if sources else []),
            *([self._unplaced()] if self.data["unplaced"] else []),
            self.wording.text(f"audience.{self.data['audience']}"),
            self.wording.text("footer.offline"),
        ]
        return join(element("p", line) for line in lines)

    def _edition(self) -> Row | None:
        """Return the latest edition by date of publication, then identifier."""
        editions = self.data["editions"]
        return max(editions, key=lambda row: (row.get("published") or "", row["id"]), default=None)

    def _unplaced(self) -> str:
        return self.wording.plural_text("footer.unplaced", self.data["unplaced"])

    def _name(self, identifier: str | None) -> str:
        return self.wording.pick(self.names.get(identifier or "", {"": identifier or ""}))[0]

    def _text_in_language(self, texts: Mapping[str, str]) -> Markup:
        """Return a text, with its language marked if it is not that of the page."""
        text, code = self.wording.pick(texts)
        return escape(text) if code == self.wording.language else element("span", text, lang=code)

    def _level_rows(
        self, level: str, rows: list[tuple[int, Row]], columns: int, squares: Mapping[tuple[int, int], Any]
    ) -> Markup:
        """Return the rows of a level of government under a heading."""
        name = self.wording.text(f"level.{level}")
        head = element("th", name, scope="rowgroup", colspan=columns + 1, class_="level")
        return element(
            "tbody",
            element("tr", head),
            *(self._matrix_row(place, row, columns, squares) for place, row in rows),
        )

    def _matrix_row(self, place: int, row: Row, columns: int, squares: Mapping[tuple[int, int], Any]) -> Markup:
        head = element("th", element("span", self._text_in_language(row["names"])), scope="row")
        if row["state"] == "missing" and not any((place, column) in squares for column in range(columns)):
            text = element("span", self.wording.text("matrix.missing"))
            cell = element("td", text, colspan=columns, class_="missing")
            return element("tr", head, cell)
        cells = [self._matrix_cell(squares.get((place, column)), row) for column in range(columns)]
        return element("tr", head, *cells)

    def _matrix_cell(self, numbers: tuple[int, int] | None, row: Row) -> Markup:
        """Return a cell, with its meaning in words for screen readers."""
        if numbers is None:
            known = row["state"] == "reported"
            state = row["state"] if not known else "nothing" if row["id"] in self.reporters else "none"
            text = self.wording.text(f"matrix.{state}")
            return element("td", text, class_="nothing" if known else "unknown")
        led, shared = numbers
        shown = " ".join([*([str(led)] if led else []), *([f"+{shared}"] if shared else [])])
        description = ", ".join(
            [
                *([self.wording.plural_text("matrix.led", led)] if led else []),
                *([self.wording.plural_text("matrix.partner", shared)] if shared else []),
            ]
        )
        return _labelled_cell(f"works led{min(led, 3)}", shown, description)

    def _partnership(self, row: Row) -> Markup:
        members = [self._name(each["jurisdiction"]) for each in row["members"]]
        if left := len(members[MAX_NAMED_MEMBERS:]):
            members[MAX_NAMED_MEMBERS:] = [self.wording.plural_text("list.others", left)]
        names = self.wording.join_names(members)
        titles = self.titles.get(row.get("initiative"))
        if not titles:
            return escape(self.wording.text("network.plain", names=names))
        before, after = self.wording.text("network.pair", names=names, initiative="\0").split("\0")
        return join([before, self._text_in_language(titles), after])

    def _initiative(self, row: Row) -> Markup:
        marks = {what: f"\u00a0{MARKS[mark]}" for what, mark in row["marks"].items()}
        partners = [self._name(who) + marks.get(who, "") for who in row["partners"]]
        partners += [name + marks.get(f"external_partner:{name}", "") for name in row.get("external_partners", [])]
        themes = [self._text_in_language(self.labels[theme]) for theme in row.get("themes", []) if theme in self.labels]
        dates = [
            f"{self.wording.text('date.kind.' + each['kind'])} {self.wording.format_date(each['edtf'])}"
            + marks.get(date_name(each), "")
            for each in row.get("dates", [])
        ]
        status = self.wording.text(f"status.{row['status']}") + marks.get("status", "") if row.get("status") else ""
        lead = self._name(row.get("lead")) + marks.get("lead", "")
        cells = [lead, self.wording.join_names(partners), _join_with_commas(themes), ", ".join(dates), status]
        title = element("span", self._text_in_language(row["titles"]))
        head = element("th", title, marks.get("title", ""), scope="row")
        return element("tr", head, *(element("td", cell) for cell in cells))

    def _asker(self, row: Row) -> str:
        return (
            self.wording.text("needs.by", name=self._name(row["by"]))
            if row.get("by")
            else self.wording.text("needs.several")
        )


def _labelled_cell(kind: str, shown: str, description: str) -> Markup:
    return element(
        "td",
        element("span", shown, aria_hidden="true"),
        element("span", description, class_="aside"),
        class_=kind,
    )


def _join_with_commas(parts: Iterable[Markup]) -> Markup:
    return Markup(", ".join(parts))
