"""The parts of the page that need no script: what it is, the matrix, opportunities, initiatives, needs.

The script draws the same parts again when the reader chooses something (`page/script/`); what is here is what
readers without it see, and search engines and printers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from viz.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from viz.wording import Words

Row = dict[str, Any]
MOST_LISTED = 1500  # initiatives, partnerships and the like in the page as it stands; the script can list the others
MOST_ROWS = 100  # rows of initiatives that the script shows at first; browsers that run it skip those beyond
MOST_NAMED = 12  # members of a partnership that are named, others are counted
MOST_SQUARES = 1500


class Page:
    """Writes the parts of one page in one language.

    Args:
        data: the page's data block, from `page_data`.
        words: the page's words in its first language.
    """

    def __init__(self, data: Mapping[str, Any], words: Words) -> None:
        self.data = data
        self.words = words
        self.names = {row["id"]: row["names"] for row in data["jurisdictions"]}
        self.labels = {row["id"]: row["labels"] for row in data["themes"]}
        self.titles = {row["id"]: row["titles"] for row in data["initiatives"]}

    def title(self) -> str:
        """The heading, with the newest edition."""
        edition = self._edition()
        if not edition:
            return self.words.say("page.title")
        return self.words.say("page.title.edition", edition=self.words.edition(edition["id"]))

    def about(self) -> str:
        """One sentence: which edition, how many reported, whose content is here, who did not report."""
        edition = self._edition()
        if not edition:
            works = sum(row["state"] == "reported" for row in self.data["jurisdictions"])
            return self.words.count("about.plain", works) if works else self.words.say("about.empty")
        told = edition.get("received") is not None
        sent = {each["jurisdiction"] for each in edition.get("submissions", []) if each["received"]}
        leads = {row.get("lead") for row in self.data["initiatives"] if edition["id"] in row.get("editions", ())}
        missing = [self._name(name) for name in edition.get("missing", [])]
        key = "about.here" if told else "about.reports" if sent else "about.works"
        parts = [self.words.count(key, len((sent | leads) & set(self.names)))]
        if told:
            parts.insert(0, self.words.count("about.received", edition["received"]))
        if missing:
            parts.append(self.words.count("about.missing", len(missing), names=self.words.listing(missing)))
        if earlier := len(self.data["editions"]) - 1:
            parts.append(self.words.count("about.earlier", earlier))
        name = self.words.edition(edition["id"])
        joined = self.words.say("about.separator").join(parts)
        return self.words.say("about.sentence", edition=name, parts=joined)

    def matrix(self) -> Markup:
        """The table of jurisdictions by themes; only themes that somebody works on."""
        themes = self._columns()
        if not themes:
            return element("tbody", element("tr", element("td", self.words.say("matrix.empty"))))
        corner = element("th", self.words.say("matrix.corner"), scope="col", class_="corner")
        head = [element("th", element("span", self._text(row["labels"])), scope="col") for row in themes]
        squares = {(row, column): (led, shared) for row, column, led, shared in self.data["squares"]}
        numbered = [(place, self.data["jurisdictions"][place]) for place in self.data["lines"]]
        bodies = [
            self._level(level, list(rows), len(themes), squares)
            for level, rows in groupby(numbered, key=lambda item: item[1]["level"])
        ]
        caption = element("caption", self.words.say("matrix.caption"), class_="aside")
        return join([caption, element("thead", element("tr", corner, *head)), *bodies])

    def _columns(self) -> list[Row]:
        themes = [row for row in self.data["themes"] if row["count"]]
        return themes[: max(10, MOST_SQUARES // max(1, len(self.data["lines"])))]

    def more_matrix(self) -> Markup:
        """How many jurisdictions and themes the table leaves out, and how to get at them without a script."""
        rows = len(self.data["jurisdictions"]) - len(self.data["lines"])
        columns = sum(1 for row in self.data["themes"] if row["count"]) - len(self._columns())
        left = {"matrix.left": rows, "matrix.left.themes": columns}
        notes = [element("p", self.words.count(key, n), class_="note") for key, n in left.items() if n > 0]
        return element("noscript", *notes) if notes else Markup("")

    def more(self, name: str, command: str) -> Markup:
        """How many of a list are left out, for browsers that run no script, and which command lists them."""
        left = len(self.data[name]) - MOST_ROWS
        return self._left(left, command) if left > 0 else Markup("")

    def _left(self, left: int, command: str) -> Markup:
        note = self.words.count("static.left", left, command=f"accord {command}")
        return element("noscript", element("p", note, class_="note"))

    def opportunities(self) -> Markup:
        """The opportunities as sentences, best first."""
        rows = [
            element(
                "li",
                element("span", self.words.say(f"opportunity.{row['kind']}"), class_="kind"),
                " ",
                self._text(row["sentences"]),
                class_="opportunity",
            )
            for row in self.data["opportunities"][:MOST_ROWS]
        ]
        return join(rows or [element("li", self.words.say("opportunities.none"))])

    def partnerships(self) -> Markup:
        """Who works with whom, a sentence each."""
        rows = [element("li", self._partnership(row)) for row in self.data["partnerships"][:MOST_ROWS]]
        return join(rows or [element("li", self.words.say("network.none"))])

    def initiatives(self) -> Markup:
        """The table of initiatives; items of lists inside others are named in their whole."""
        names = ("initiative", "lead", "partners", "themes", "dates", "status")
        head = [element("th", self.words.say(f"column.{name}"), scope="col") for name in names]
        caption = element("caption", self.words.say("initiatives.caption"), class_="aside")
        rows = [self._initiative(row) for row in self._wholes()[:MOST_ROWS]]
        return join([caption, element("thead", element("tr", *head)), element("tbody", *rows)])

    def more_initiatives(self) -> Markup:
        """Those beyond the first rows, for browsers that run no script; others skip them as plain text."""
        wholes = self._wholes()
        rows = [self._initiative(row) for row in wholes[MOST_ROWS:MOST_LISTED]]
        if not rows:
            return Markup("")
        left = len(wholes) - MOST_LISTED
        note = [self._left(left, 'sql "SELECT id, title FROM initiative"')] if left > 0 else []
        caption = element("caption", self.words.say("initiatives.caption"), class_="aside")
        table = element("table", caption, element("tbody", *rows), class_="initiatives")
        return join([element("noscript", table), *note])

    def _wholes(self) -> list[Row]:
        return [row for row in self.data["initiatives"] if row["whole"] == row["id"]]

    def needs(self) -> Markup:
        """What is asked for, and by whom."""
        rows = [
            element("li", element("strong", self._text(row["texts"])), " ", self._asker(row))
            for row in self.data["needs"][:MOST_ROWS]
        ]
        return join(rows or [element("li", self.words.say("needs.none"))])

    def footer(self, version: str) -> Markup:
        """How the page was made, from what, for whom."""
        sources = self.words.listing([row["name"] for row in self.data["sources"]])
        lines = [
            self.words.say("footer.made", version=version),
            *([self.words.say("footer.sources", names=sources)] if sources else []),
            *([self._unplaced()] if self.data["unplaced"] else []),
            self.words.say(f"audience.{self.data['audience']}"),
            self.words.say("footer.offline"),
        ]
        return join(element("p", line) for line in lines)

    def _edition(self) -> Row | None:
        """The newest edition: the last by date of publication, then by identifier."""
        editions = self.data["editions"]
        return max(editions, key=lambda row: (row.get("published") or "", row["id"]), default=None)

    def _unplaced(self) -> str:
        return self.words.count("footer.unplaced", self.data["unplaced"])

    def _name(self, identifier: str | None) -> str:
        return self.words.pick(self.names.get(identifier or "", {"": identifier or ""}))[0]

    def _text(self, texts: Mapping[str, str]) -> Markup:
        """A text, marked with its language where it is not the page's."""
        text, code = self.words.pick(texts)
        return escape(text) if code == self.words.language else element("span", text, lang=code)

    def _level(
        self, level: str, rows: list[tuple[int, Row]], columns: int, squares: Mapping[tuple[int, int], Any]
    ) -> Markup:
        """The rows of one level of government, under its name."""
        name = self.words.say(f"level.{level}")
        head = element("th", name, scope="rowgroup", colspan=columns + 1, class_="level")
        return element(
            "tbody",
            element("tr", head),
            *(self._matrix_row(place, row, columns, squares) for place, row in rows),
        )

    def _matrix_row(self, place: int, row: Row, columns: int, squares: Mapping[tuple[int, int], Any]) -> Markup:
        head = element("th", element("span", self._text(row["names"])), scope="row")
        if row["state"] == "missing" and not any((place, column) in squares for column in range(columns)):
            said = element("span", self.words.say("matrix.missing"))
            cell = element("td", said, colspan=columns, class_="missing")
            return element("tr", head, cell)
        cells = [self._square(squares.get((place, column)), row["state"]) for column in range(columns)]
        return element("tr", head, *cells)

    def _square(self, numbers: tuple[int, int] | None, state: str) -> Markup:
        """One square: what it shows, and the same in words for who hears it."""
        if numbers is None:
            known = state == "reported"
            said = self.words.say("matrix.nothing" if known else f"matrix.{state}")
            return element("td", said, class_="nothing" if known else "unknown")
        led, shared = numbers
        shown = " ".join([*([str(led)] if led else []), *([f"+{shared}"] if shared else [])])
        heard = ", ".join(
            [
                *([self.words.count("matrix.led", led)] if led else []),
                *([self.words.count("matrix.partner", shared)] if shared else []),
            ]
        )
        return _cell(f"works led{min(led, 3)}", shown, heard)

    def _partnership(self, row: Row) -> Markup:
        members = [self._name(each["jurisdiction"]) for each in row["members"]]
        if left := len(members[MOST_NAMED:]):
            members[MOST_NAMED:] = [self.words.count("list.others", left)]
        names = self.words.listing(members)
        titles = self.titles.get(row.get("initiative"))
        if not titles:
            return escape(self.words.say("network.plain", names=names))
        before, after = self.words.say("network.pair", names=names, initiative="\0").split("\0")
        return join([before, self._text(titles), after])

    def _initiative(self, row: Row) -> Markup:
        partners = [self._name(who) for who in row["partners"]] + list(row.get("external_partners", []))
        themes = [self._text(self.labels[theme]) for theme in row.get("themes", []) if theme in self.labels]
        dates = [
            f"{self.words.say('date.kind.' + each['kind'])} {self.words.date(each['edtf'])}"
            for each in row.get("dates", [])
        ]
        status = self.words.say(f"status.{row['status']}") if row.get("status") else ""
        cells = [self._name(row.get("lead")), self.words.listing(partners), _separated(themes)]
        cells += [", ".join(dates), status]
        head = element("th", element("span", self._text(row["titles"])), scope="row")
        return element("tr", head, *(element("td", cell) for cell in cells))

    def _asker(self, row: Row) -> str:
        return (
            self.words.say("needs.by", name=self._name(row["by"])) if row.get("by") else self.words.say("needs.several")
        )


def _cell(kind: str, shown: str, heard: str) -> Markup:
    return element(
        "td",
        element("span", shown, aria_hidden="true"),
        element("span", heard, class_="aside"),
        class_=kind,
    )


def _separated(parts: Iterable[Markup]) -> Markup:
    return Markup(", ".join(parts))
