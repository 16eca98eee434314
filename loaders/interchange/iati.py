"""Initiatives from IATI activity files (version 2): organisations and their roles, sectors, titles, dates, status."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Place, note, partnership_id
from graph.dates.parse import parse_date
from graph.errors import SourceError, UsageError, message
from graph.vocabulary.jurisdictions import entries
from loaders.base import File, Reader, Sample
from loaders.formats.xml import parse_xml
from loaders.interchange.base import Book, initiative_of, theme_of

if TYPE_CHECKING:
    from graph.claims import Reading

    Element = Any  # lxml's own types are private

RULE: Final = "iati-activity"
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1234"  # code list OrganisationRole
STATUSES: Final = {  # code list ActivityStatus
    "1": "planned", "2": "in-progress", "3": "completed", "4": "completed", "5": "cancelled", "6": "paused",
}  # fmt: skip
DATES: Final = {"1": "start", "2": "start", "3": "target", "4": "end"}  # code list ActivityDateType
GOVERNMENTS: Final = {
    "10": "other",
    "11": "other",
    "15": "other",
    "40": "international",
}  # of OrganisationType: its level
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_READ: Final = frozenset(
    {"iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
     "activity-date", "sector"}
)  # fmt: skip


class IatiActivities(Reader):
    """Activities of aid organisations, as they publish them."""

    name = message("IATI activities (XML)")
    reads = message("initiatives, leads and partners, themes, dates, status")
    media_type = "application/xml"
    extensions = (".xml",)

    def accepts(self, sample: Sample) -> bool:
        """XML with the root of IATI activity files."""
        return b"<iati-activit" in sample.head

    def read(self, data: bytes, file: File) -> Reading:
        """Each activity as an initiative."""
        root = parse_xml(data, file.name)
        found = list(root.iter("iati-activity"))
        if not found:
            raise SourceError("{file} holds no IATI activity.", file=file.name)
        book = Book(self.of(file), RULE)
        left: Counter[str] = Counter()
        for activity in found:
            _Activity(activity, book, root.get(_LANGUAGE)).add_claims()
            left.update(child.tag for child in activity.iterchildren("*") if child.tag not in _READ)
        if left:
            kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(left.items()))
            book.notes.append(note("Left out, since the graph has no place for it: {kinds}.", kinds=kinds))
        return book.reading(root.get(_LANGUAGE))


class _Activity:
    def __init__(self, activity: Element, book: Book, language: str | None) -> None:
        self.activity, self.book = activity, book
        self.language = activity.get(_LANGUAGE) or language

    def add_claims(self) -> None:
        """The claims of the activity; it is left unplaced where it has no title."""
        titles = self._texts(self.activity.find("title"))
        if not titles:
            self.book.leave(" ".join(self.activity.itertext()), self.activity.sourceline)
            return
        reporting = self.activity.find("reporting-org")
        by = self._organisation(reporting) if reporting is not None else None
        orgs = [(each, each.get("role", "")) for each in self.activity.iterchildren("participating-org")]
        lead, leads = self._lead(orgs, reporting, by)
        first = next(iter(titles.values()))
        one = initiative_of(self.activity.findtext("iati-identifier", "").replace(" ", ""), lead, first)
        at = self._place(self.activity.find("title"), first)
        self.book.builder.add_value("initiative", one, "kind", "initiative", at, by=by)
        for language, title in titles.items():
            self.book.builder.add_value("initiative", one, "title", title, at, language=language, by=by)
        for described in self.activity.iterchildren("description"):
            for language, text in self._texts(described).items():
                self.book.builder.add_value(
                    "initiative", one, "summary", text, self._place(described, text), language=language, by=by
                )
        if lead and leads:
            self.book.builder.add_link("initiative", one, "lead", lead, leads, by=by)
        self._partners(one, lead, orgs, by)
        self._dates(one, by)
        self._sectors(one, by)

    def _lead(
        self, orgs: list[tuple[Element, str]], reporting: Element, by: str | None
    ) -> tuple[str | None, Place | None]:
        """The lead: the accountable organisation, else the reporting one, else the implementing one."""
        own = reporting is not None and reporting.get("secondary-reporter") not in ("1", "true")
        accountable = [org for org, role in orgs if role == ACCOUNTABLE]
        implementing = [org for org, role in orgs if role == IMPLEMENTING]
        for org in [*accountable, *([reporting] if own else []), *implementing]:
            if found := self._organisation(org):
                return found, self._place(org, self._name(org))
        return by, self._place(reporting, self._name(reporting)) if by else None

    def _partners(self, one: str, lead: str | None, orgs: list[tuple[Element, str]], by: str | None) -> None:
        members: dict[str, Place] = {}
        for org, _role in orgs:
            name, place = self._name(org), self._place(org, self._name(org))
            found = self._organisation(org)
            if found and (found in entries() or org.get("type") in GOVERNMENTS):
                members.setdefault(found, place)
            elif found != lead and name:
                self.book.builder.add_value("initiative", one, "external_partner", name, place, by=by)
        others = [member for member in members if member != lead]
        if not lead or not others:
            return
        made = partnership_id(one, frozenset([lead, *others]))
        self.book.builder.add_link("partnership", made, "initiative", one, members[others[0]], by=by)
        self.book.builder.add_link(
            "partnership", made, "member", lead, members.get(lead, members[others[0]]), qualifier="lead", by=by
        )
        for other in others:
            self.book.builder.add_link("partnership", made, "member", other, members[other], qualifier="partner", by=by)

    def _dates(self, one: str, by: str | None) -> None:
        status = self.activity.find("activity-status")
        if status is not None and (status_code := STATUSES.get(status.get("code", ""))):
            self.book.builder.add_value(
                "initiative", one, "status", status_code, self._place(status, status.get("code", "")), by=by
            )
        dates = {each.get("type", ""): each for each in self.activity.iterchildren("activity-date")}
        for kind, date in sorted(dates.items()):
            if kind == "1" and "2" in dates:  # planned, and then begun
                continue
            given = date.get("iso-date", "")
            try:
                edtf = parse_date(given).edtf
            except UsageError:
                self.book.leave(f"activity-date {given}", date.sourceline)
                continue
            if date_kind := DATES.get(kind):
                self.book.builder.add_value(
                    "initiative", one, "date", edtf, self._place(date, given), qualifier=date_kind, by=by
                )

    def _sectors(self, one: str, by: str | None) -> None:
        for sector in self.activity.iterchildren("sector"):
            texts = self._texts(sector)
            if not texts:
                self.book.leave(f"sector {sector.get('code', '')}", sector.sourceline)
                continue
            theme, known = theme_of(texts)
            place = self._place(sector, next(iter(texts.values())))
            for tag, text in () if known else texts.items():
                self.book.builder.add_value("theme", theme, "label", text, place, language=tag)
            self.book.builder.add_link("initiative", one, "theme", theme, place, by=by)

    def _organisation(self, org: Element) -> str | None:
        names, ref = self._texts(org), org.get("ref", "").strip()
        if not names and ref:
            names = {None: ref}
        if not names:
            return None
        level = GOVERNMENTS.get(org.get("type", ""), "other")
        codes = {"IATI": ref} if ref else {}
        return self.book.jurisdiction(names, self._place(org, self._name(org)), level=level, codes=codes)

    def _name(self, org: Element) -> str:
        return next(iter(self._texts(org).values()), org.get("ref", "") if org is not None else "")

    def _texts(self, element: Element) -> dict[str | None, str]:
        """The texts of an element by language; before version 2 the text was in the element itself."""
        made: dict[str | None, str] = {}
        for narrative in [] if element is None else list(element.iterchildren("narrative")) or [element]:
            text = " ".join("".join(narrative.itertext()).split())
            if text:
                made.setdefault(narrative.get(_LANGUAGE) or self.language, text)
        return made

    def _place(self, element: Element, quote: str) -> Place:
        return Place(line=element.sourceline, quote=quote or None)
