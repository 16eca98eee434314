"""Render the parts of the page that work without a script: summary, matrix, opportunities, initiatives, needs.

The script renders the same parts again after each choice (`page/script/`); these are for browsers without scripts,
search engines and printers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

from viz.marks import MARKS, date_name
from viz.markup import Markup, element, escape, join
from viz.page.claims import weakest
from viz.page.plans import date_words
from viz.page.story import Row, StaticStory

MAX_LISTED = 1500  # initiatives, partnerships and the like in the page without its script, which can list the others
MAX_INITIAL_ROWS = 100  # rows of initiatives that the script shows at first; browsers that run it skip those beyond
MAX_NAMED_MEMBERS = 12  # members of a partnership that are named, others are counted
MAX_CELLS = 1500


class StaticPage(StaticStory):
    """Renders the static parts of a page in one language."""

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
                _mark_of(weakest(row.get("marks", {}).values())),
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
        return self._meaning({mark for row in self._top_initiatives()[:MAX_LISTED] for mark in row["marks"].values()})

    def _meaning(self, found: Collection[str | None]) -> Markup:
        notes = [f"{sign} {self.wording.text(f'mark.{mark}')}" for mark, sign in MARKS.items() if mark in found]
        return join(element("p", note, class_="note") for note in notes)

    def needs(self) -> Markup:
        """Return the needs and who asks."""
        rows = [
            element(
                "li", element("strong", self._text_in_language(row["texts"])), " ", self._asker(row),
                _mark_of(row.get("mark")),
            )
            for row in self.data["needs"][:MAX_INITIAL_ROWS]
        ]  # fmt: skip
        return join(rows or [element("li", self.wording.text("needs.none"))])

    def need_marks(self) -> Markup:
        """Return what the marks of the listed needs mean."""
        return self._meaning({row.get("mark") for row in self.data["needs"][:MAX_INITIAL_ROWS]})

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

    def _unplaced(self) -> str:
        return self.wording.plural_text("footer.unplaced", self.data["unplaced"])

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
            if state == "unknown":
                text = self.named_text("matrix.unknown", "named.matrix")
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
        marks = self.marks_of.get(row.get("initiative"), {})
        members = [
            self._name(each["jurisdiction"]) + _mark_of(marks.get(each["jurisdiction"])) for each in row["members"]
        ]
        if left := len(members[MAX_NAMED_MEMBERS:]):
            members[MAX_NAMED_MEMBERS:] = [self.wording.plural_text("list.others", left)]
        names = self.wording.join_names(members)
        titles = self.titles.get(row.get("initiative"))
        if not titles:
            return escape(self.wording.text("network.plain", names=names))
        before, after = self.wording.text("network.pair", names=names, initiative="\0").split("\0")
        return join([before, self._text_in_language(titles), _mark_of(marks.get("title")), after])

    def _initiative(self, row: Row) -> Markup:
        marks = {what: _mark_of(mark) for what, mark in row["marks"].items()}
        partners = [self._name(who) + marks.get(who, "") for who in row["partners"]]
        partners += [name + marks.get(f"external_partner:{name}", "") for name in row.get("external_partners", [])]
        themes = [self._text_in_language(self.labels[theme]) for theme in row.get("themes", []) if theme in self.labels]
        dates = [
            f"{self.wording.text(date_words(each))} {self.wording.format_date(each['edtf'])}"
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


def _mark_of(mark: str | None) -> str:
    return f"\u00a0{MARKS[mark]}" if mark else ""


def _labelled_cell(kind: str, shown: str, description: str) -> Markup:
    return element(
        "td",
        element("span", shown, aria_hidden="true"),
        element("span", description, class_="aside"),
        class_=kind,
    )


def _join_with_commas(parts: Iterable[Markup]) -> Markup:
    return Markup(", ".join(parts))
