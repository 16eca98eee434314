"""Fills templates as people do: by the library of each format, label by label."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loaders.templates.csv import write_csv
from loaders.templates.docx import write_document
from loaders.templates.labels import fields, head, text
from loaders.templates.xlsx import write_workbook
from loaders.templates.yaml import write_yaml

if TYPE_CHECKING:
    from loaders.templates.form import Form

WRITERS: Mapping[str, Callable[[Form], bytes]] = {
    "yaml": write_yaml, "csv": write_csv, "xlsx": write_workbook, "docx": write_document,
}  # fmt: skip
Content = Mapping[str, Any]  # head: label -> text; initiatives, needs: lists of field -> values


def label(kind: str, key: str, language: str) -> str:
    """The label of a field in a template."""
    found = head() if kind == "head" else fields(kind, language)  # type: ignore[arg-type]
    return next(field.labels[language] for field in found if field.key == key)


def filled(blank: bytes, ending: str, content: Content, language: str = "en") -> bytes:
    """A blank template with content written into it."""
    return {"yaml": _yaml, "csv": _csv, "xlsx": _xlsx, "docx": _docx}[ending](blank, content, language)


def _records(content: Content, language: str) -> list[tuple[str, dict[str, Sequence[str]]]]:
    return [
        (kind, {label(kind, key, language): values for key, values in record.items()})
        for kind in ("initiative", "need") for record in content.get(f"{kind}s", [])
    ]  # fmt: skip


def _yaml(blank: bytes, content: Content, language: str) -> bytes:
    import yaml

    lines = blank.decode().splitlines()
    fields_by_label = {label("head", key, language).lower(): value for key, value in content.get("head", {}).items()}
    mark = next(line for line in lines if line.startswith(("template:", "modèle:")))
    before = [
        line for line in lines if line.partition(":")[0] in [label("head", f.key, language).lower() for f in head()]
    ]
    made = [mark]
    for line in before:
        key = line.partition(":")[0]
        made.append(
            yaml.safe_dump({key: fields_by_label[key]}, allow_unicode=True).strip() if key in fields_by_label else line
        )
    for kind in ("initiative", "need"):
        records = [record for one, record in _records(content, language) if one == kind]
        plain = [{k.lower(): (list(v) if len(v) > 1 else v[0]) for k, v in record.items()} for record in records]
        made.append(yaml.safe_dump({text(f"{kind}s", language).lower(): plain}, allow_unicode=True, sort_keys=False))
    return "\n".join(made).encode()


def _csv(blank: bytes, content: Content, language: str) -> bytes:
    mark = ";" if language == "fr" else ","
    rows = list(csv.reader(io.StringIO(blank.decode("utf-8-sig"), newline=""), delimiter=mark))
    for row in rows:
        for key, value in content.get("head", {}).items():
            if row[0] == label("head", key, language):
                row[1] = value
    at = next(n for n, row in enumerate(rows) if row[0] == text("kind", language))
    labels = rows[at]
    kept = rows[: at + 1]
    for kind, record in _records(content, language):
        row = [text(kind, language)] + [""] * (len(labels) - 1)
        for name, values in record.items():
            row[labels.index(name)] = "; ".join(values)
        kept.append(row)
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=mark).writerows(kept)
    return made.getvalue().encode("utf-8-sig")


def _xlsx(blank: bytes, content: Content, language: str) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(blank))
    about = book.worksheets[0]
    for row in about.iter_rows():
        for key, value in content.get("head", {}).items():
            if row[0].value == label("head", key, language):
                row[1].value = value
    for kind in ("initiative", "need"):
        sheet = book[text(f"{kind}s", language)]
        labels = {cell.value: cell.column for cell in sheet[1]}
        records = [record for one, record in _records(content, language) if one == kind]
        for number, record in enumerate(records, start=2):
            for name, values in record.items():
                columns = [labels[name]] if name in labels else [labels[f"{name} {n}"] for n in (1, 2, 3)]
                for n, column in enumerate(columns):
                    some = values if len(columns) == 1 else values[n : n + 1] if n < 2 else values[2:]
                    if some:
                        cell = sheet.cell(number, column)
                        cell.value = "; ".join(some)
                        cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _docx(blank: bytes, content: Content, language: str) -> bytes:
    from copy import deepcopy

    from docx import Document

    document = Document(io.BytesIO(blank))
    about, *tables = document.tables
    fields_by_label = {label("head", key, language): value for key, value in content.get("head", {}).items()}
    for row in about.rows:
        if row.cells[0].paragraphs[0].text in fields_by_label:
            row.cells[1].text = fields_by_label[row.cells[0].paragraphs[0].text]
    for kind in ("initiative", "need"):
        word = text(kind, language).capitalize()
        empty = [table for table in tables if table.rows[0].cells[0].text.startswith(word)]
        records = [record for one, record in _records(content, language) if one == kind]
        while len(empty) < len(records):  # as the instructions say: copy an empty one
            copy = deepcopy(empty[-1]._tbl)
            empty[-1]._tbl.getnext().addnext(copy)
            empty = [t for t in document.tables if t.rows[0].cells[0].text.startswith(word)]
        for table, record in zip(empty, records, strict=False):
            for row in table.rows:
                name = row.cells[0].paragraphs[0].text
                if name in record and row.cells[0]._tc is not row.cells[1]._tc:
                    row.cells[1].text = "; ".join(record[name])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
