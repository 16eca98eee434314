"""Templates as Word documents (DOCX): a table an initiative or a need, labels on the left, answers on the right."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Place
from graph.errors import SourceError
from loaders.formats.docx.reader import parse_docx
from loaders.formats.sample import sample_of
from loaders.layout.blocks import Grid, flat
from loaders.tables.formats.rows import one_line, shortened
from loaders.templates.form import joined
from loaders.templates.form_data import Filled, Record, Value
from loaders.templates.labels import KINDS, coded, codes, instructions, kind_of, mark_in, text
from loaders.templates.names import all_themes
from loaders.templates.reproducible_zip import EPOCH, make_reproducible

if TYPE_CHECKING:
    from loaders.templates.form import Form
    from loaders.templates.labels import Field, Kind
    from loaders.text.lines import Line

BLANK_TABLES: Final = 2  # empty tables of each kind; more are made by copying one
LABELS, ANSWERS = 5.0, 11.0  # centimetres
GREY: Final = "808080"


def write_document(form: Form) -> bytes:
    """A template as a Word document."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.keywords, properties.title, properties.author = str(form.mark), form.word("title"), "Accord"
    properties.created = properties.modified = EPOCH
    properties.language = form.language
    _small(document.add_paragraph(), str(form.mark))
    document.add_heading(form.word("title"), 0)
    for line in instructions(form.language):
        document.add_paragraph(line)
    document.add_paragraph(form.word("copy"))
    _table(document, [(field, value) for field, value in form.head()], form.language, None)
    for kind in KINDS:
        document.add_heading(form.word(f"{kind}s"), 1)
        for number, values in enumerate([*form.records(kind), *({} for _ in range(BLANK_TABLES))], start=1):
            rows = [(field, joined(values.get(field.key, []))) for field in form.fields(kind)]
            _table(document, rows, form.language, f"{form.word(kind).capitalize()} {number}")
            document.add_paragraph()
    for name, offered in (
        ("list_statuses", [coded("status", code, form.language) for code in codes("status")]),
        ("list_themes", all_themes(form.language)),
    ):
        document.add_heading(form.word(name), 2)
        _small(document.add_paragraph(), "; ".join(offered))
    made = io.BytesIO()
    document.save(made)
    return make_reproducible(made.getvalue())


def _table(document: Any, rows: list[tuple[Field, str]], language: str, heading: str | None) -> None:  # noqa: ANN401
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    if heading:
        cells = table.add_row().cells
        cells[0].merge(cells[1]).paragraphs[0].add_run(heading).bold = True
    for field, value in rows:
        label, answer = table.add_row().cells
        label.width, answer.width = Cm(LABELS), Cm(ANSWERS)
        label.paragraphs[0].add_run(field.labels[language]).bold = True
        _small(label.add_paragraph(), field.help[language])
        answer.text = value


def _small(paragraph: Any, text: str) -> None:  # noqa: ANN401
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(GREY)


def read_document(data: bytes, name: str) -> Filled:
    """Read a template in a Word document, with tracked changes accepted.

    Raises:
        SourceError: it is damaged, or no template.
    """
    mark = mark_in(sample_of(data, name).inside.decode("utf-8", "replace"))
    if mark is None:
        raise SourceError("{file} is not a template: it has no marker.", file=name)
    filled = Filled(mark)
    document = parse_docx(data, name)
    for block in document.blocks:
        lines = list(flat(block))
        if document.notes_from and lines and lines[0].number >= document.notes_from:
            filled.put_footnote(_value(lines))
        elif isinstance(block, Grid):
            _take_table(filled, block)
        else:
            for line in lines:
                filled.put_outside(_value([line]))
    if document.notes_from:
        filled.sections.append((document.notes_from, text("footnotes", mark.language)))
    return filled


def _take_table(filled: Filled, table: Grid) -> None:
    record: Record | None = None
    for row in table.rows:
        cells = [cell or [] for cell in row]
        label, answers = cells[0] if cells else [], [line for cell in cells[1:] for line in cell]
        if not label and not answers:
            continue
        words = one_line(label[0].text) if label else ""
        kind = kind_of(words)
        if kind and not answers:
            filled.sections.append((label[0].number, words))
            record = _begun(filled, record, kind, label)
        elif record is None:
            _take_head(filled, words, label, answers)
        elif answers:
            filled.put(record, words, _value(answers))
    if record:
        filled.has_record(record)


def _begun(filled: Filled, before: Record | None, kind: Kind, label: list[Line]) -> Record:
    """A record that a heading within a table begins; Word joins tables that nothing parts."""
    if before:
        filled.has_record(before)
    return Record(kind, Place(line=label[0].number, quote=one_line(label[0].text)))


def _take_head(filled: Filled, words: str, label: list[Line], answers: list[Line]) -> None:
    value = _value(answers) if answers else Value("", Place(line=label[0].number if label else None))
    if not filled.put_head(words, value):
        for line in [*label, *answers]:
            filled.put_outside(_value([line]))


def _value(lines: list[Line]) -> Value:
    text = "\n".join(line.text for line in lines)
    return Value(text, Place(line=lines[0].number, quote=shortened(one_line(text)) or None))
