"""A whole graph as a workbook (XLSX): a sheet for each kind of node, for relationships, and for the evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from graph.exchange.relations import iter_relations
from queries.questions.question import format_value
from viz.export.cells import first_day, label_of, last_day
from viz.export.sheets import MAX_ROWS, encode_book, fill_sheet, new_book
from viz.export.wording import load_texts, text

Node = Mapping[str, Any]
Row = list[Any]
# columns of each sheet, in order; those without a heading of their own are in `wording.yaml`
SHEETS: Final[Mapping[str, Sequence[str]]] = {
    "initiatives": (
        "id", "title_en", "title_fr", "name_other", "kind", "lead", "lead_id", "partners", "external_partners",
        "status", "themes", "part_of", "editions", "summary_en", "summary_fr",
    ),
    "partnerships": ("id", "initiative", "initiative_id", "members", "themes", "since", "until"),
    "needs": (
        "id", "text_en", "text_fr", "text_other", "kind", "by", "initiative", "initiative_id", "themes", "edition",
    ),
    "jurisdictions": ("id", "name_en", "name_fr", "name_other", "abbreviations", "level", "part_of", "codes"),
    "themes": ("id", "name_en", "name_fr", "name_other", "alternatives", "broader", "scheme"),
    "editions": ("id", "published", "received", "missing", "priorities"),
    "submissions": ("edition", "jurisdiction", "reported", "approval"),
    "dates": ("initiative_id", "initiative", "kind", "date", "start", "end"),
    "relations": ("from", "relation", "to", "value"),
    "evidence": (
        "kind", "of", "supports", "source", "page", "sheet", "cell", "line", "quote", "basis", "rule", "confidence",
    ),
    "sources": ("id", "title", "media_type", "language", "edition"),
    "unplaced": ("source", "page", "line", "quote"),
}  # fmt: skip
_KINDS: Final = {
    "initiatives": "initiative", "partnerships": "partnership", "needs": "need", "jurisdictions": "jurisdiction",
    "themes": "theme", "editions": "edition",
}  # fmt: skip


def format_graph_workbook(document: Mapping[str, Any], language: str) -> bytes:
    """Return a graph document as a workbook in a language; only the packed file is held in memory.

    Args:
        document: what `graph.exchange.document.export_document` returns, or a stored one.
        language: "en" or "fr", of headers, labels and coded values.
    """
    sheets = _Sheets(document, language)
    book = new_book(load_texts()["dataset"]["title"][language], language)
    notes = [text("notes", "marks", language).format(sheet=text("sheets", "evidence", language))]
    for name, columns in SHEETS.items():
        if name == "unplaced" and not len(document["unplaced"]):
            continue  # only the secretariat has them
        title = text("sheets", name, language)
        headers = [text("columns", each, language) for each in columns]
        count = fill_sheet(book.create_sheet(title), headers, getattr(sheets, name)())
        if count > MAX_ROWS:
            notes.append(text("notes", "cut", language).format(sheet=title, shown=MAX_ROWS, n=count))
    audience = load_texts()["audiences"][document["audience"]][language]
    about = [
        [text("words", "audience", language), audience],
        [text("words", "made_by", language), "Accord"],
        *([text("words", "note", language), note] for note in notes),
    ]
    headers = [text("columns", each, language) for each in ("what", "value")]
    fill_sheet(book.create_sheet(text("sheets", "about", language)), headers, about)
    return encode_book(book)


class _Sheets:
    """The rows of each sheet."""

    def __init__(self, document: Mapping[str, Any], language: str) -> None:
        self._document = document
        self._language = language
        self._labels = {
            node["id"]: label_of(kind, node, language) for kind in _KINDS for node in document[kind]
        }  # fmt: skip
        self._sources = {source["id"]: source["name"] for source in document["sources"]}

    def initiatives(self) -> Iterator[Row]:
        for node in self._document["initiatives"]:
            titles, summaries = node["titles"], node["summaries"]
            yield [
                node["id"], titles.get("en"), titles.get("fr"), _other(titles), self._code("node_kind", node["kind"]),
                self._label(node["lead"]), node["lead"], self._list(node["partners"]),
                ", ".join(node["external_partners"]), self._code("status", node["status"]),
                self._list(node["themes"]), self._label(node["part_of"]), self._editions(node["editions"]),
                summaries.get("en"), summaries.get("fr"),
            ]  # fmt: skip

    def partnerships(self) -> Iterator[Row]:
        for node in self._document["partnerships"]:
            members = [
                f"{self._labels.get(one['jurisdiction'], one['jurisdiction'])} ({self._code('role', one['role'])})"
                for one in node["members"]
            ]
            yield [
                node["id"], self._label(node["initiative"]), node["initiative"], ", ".join(members),
                self._list(node["themes"]), self._code("date", node["since"]), self._code("date", node["until"]),
            ]  # fmt: skip

    def needs(self) -> Iterator[Row]:
        for node in self._document["needs"]:
            texts = node["texts"]
            yield [
                node["id"], texts.get("en"), texts.get("fr"), _other(texts), self._code("need_kind", node["kind"]),
                self._label(node["by"]), self._label(node["initiative"]), node["initiative"],
                self._list(node["themes"]), self._code("edition", node["edition"]),
            ]  # fmt: skip

    def jurisdictions(self) -> Iterator[Row]:
        for node in self._document["jurisdictions"]:
            names = node["names"]
            yield [
                node["id"], names.get("en"), names.get("fr"), _other(names),
                ", ".join(dict.fromkeys(node["abbreviations"].values())), self._code("level", node["level"]),
                self._label(node["part_of"]), ", ".join(f"{system}: {code}" for system, code in node["codes"].items()),
            ]  # fmt: skip

    def themes(self) -> Iterator[Row]:
        for node in self._document["themes"]:
            labels = node["labels"]
            others = [name for names in node["alternatives"].values() for name in names]
            scheme = load_texts()["schemes"][node["scheme"]][self._language]
            yield [
                node["id"], labels.get("en"), labels.get("fr"), _other(labels), ", ".join(dict.fromkeys(others)),
                self._label(node["broader"]), scheme,
            ]  # fmt: skip

    def editions(self) -> Iterator[Row]:
        for node in self._document["editions"]:
            priorities = [label_of("themes", {"labels": texts, "id": ""}, self._language)
                          for texts in node["priority_texts"]]  # fmt: skip
            yield [
                self._code("edition", node["id"]), self._code("date", node["published"]), node["received"],
                self._list(node["missing"]), "\n".join(priorities),
            ]  # fmt: skip

    def submissions(self) -> Iterator[Row]:
        for node in self._document["editions"]:
            for sent in node["submissions"]:
                reported = text("words", "yes" if sent["received"] else "no", self._language)
                yield [
                    self._code("edition", node["id"]), self._label(sent["jurisdiction"]), reported,
                    self._code("approval", sent["approval"]) if sent["received"] else None,
                ]  # fmt: skip

    def dates(self) -> Iterator[Row]:
        for node in self._document["initiatives"]:
            for date in node["dates"]:
                yield [
                    node["id"], self._label(node["id"]), self._code("date_kind", date["kind"]),
                    self._code("date", date["edtf"]), date["start"] and first_day(date["start"]),
                    date["end"] and last_day(date["end"]),
                ]  # fmt: skip

    def relations(self) -> Iterator[Row]:
        for relation in iter_relations(self._document):
            has = ", ".join(f"{name}: {value}" for name, value in relation.attributes.items())
            yield [relation.start, relation.type, relation.end, has or None]

    def evidence(self) -> Iterator[Row]:
        for kind, name in _KINDS.items():
            for node in self._document[kind]:
                for entry in node["evidence"]:
                    yield [
                        self._code("node_kind", name), node["id"], ", ".join(entry["supports"]),
                        self._sources.get(entry["source"], entry["source"]), entry.get("page"), entry.get("sheet"),
                        entry.get("cell"), entry.get("line"), entry.get("quote"), self._basis(entry),
                        self._code("rule", entry["rule"]), entry.get("confidence"),
                    ]  # fmt: skip

    def sources(self) -> Iterator[Row]:
        for source in self._document["sources"]:
            edition = self._code("edition", source["edition"])
            yield [source["id"], source["name"], source["media_type"], source["language"], edition]

    def unplaced(self) -> Iterator[Row]:
        for each in self._document["unplaced"]:
            source = self._sources.get(each["source"], each["source"])
            yield [source, each.get("page"), each.get("line"), each["text"]]

    def _label(self, identifier: str | None) -> str | None:
        return self._labels.get(identifier, identifier) if identifier else None

    def _list(self, identifiers: Iterable[str]) -> str:
        return ", ".join(self._labels.get(each, each) for each in identifiers)

    def _editions(self, identifiers: Iterable[str]) -> str:
        return ", ".join(str(self._code("edition", each)) for each in identifiers)

    def _code(self, codes: str, value: str | None) -> object:
        """Return a coded value in words; a full day as a date."""
        if codes == "date" and value and len(value) == len("2021-07-01"):
            return dt.date.fromisoformat(value)
        return format_value(codes, value, self._language)

    def _basis(self, entry: Node) -> str:
        basis = str(format_value("stated", "stated" if entry["stated"] else "inferred", self._language))
        more = next((name for name in ("proposed", "accepted") if entry.get(name)), None)
        return f"{basis}, {text('words', more, self._language)}" if more else basis


def _other(texts: Mapping[str, str]) -> str | None:
    """Return the text in a language that is neither English nor French."""
    return next((value for language, value in texts.items() if language not in ("en", "fr")), None)
