"""Reading a memo: passages of any format of prose, within the limits of documents."""

from __future__ import annotations

import io

import docx
import pytest

from graph.errors import SourceError
from loaders.inputs.memos import read_memo


def word(*paragraphs, table=()):
    document = docx.Document()
    document.add_heading("Coastal permit desk", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document_has_headings_sentences_and_rows():
    table = [("Initiative", "Lead", "Status"), ("Grain data exchange", "Ontario", "on hold")]
    memo = read_memo(word("New Brunswick leads it. It began in 2023.", table=table), "memo.docx")
    assert [passage.kind for passage in memo.passages] == ["heading", "text", "header", "row"]
    text = memo.passages[1]
    assert [text.text[start:stop] for start, stop in text.sentences] == ["New Brunswick leads it.", "It began in 2023."]
    assert memo.passages[3].cells == {"title": "Grain data exchange", "lead": "Ontario", "status": "paused"}


def test_other_formats_give_the_same_passages():
    for name, text in (
        ("memo.txt", "Coastal permit desk\n\nNew Brunswick leads it.\n"),
        ("memo.md", "# Coastal permit desk\n\nNew Brunswick leads it.\n"),
        ("memo.html", "<html><body><h1>Coastal permit desk</h1><p>New Brunswick leads it.</p></body></html>"),
        ("memo.eml", "From: a@example.ca\nMIME-Version: 1.0\n\nCoastal permit desk\n\nNew Brunswick leads it.\n"),
    ):
        memo = read_memo(text.encode(), name)
        assert [passage.text for passage in memo.passages][-1] == "New Brunswick leads it.", name


WRAPPED = "Yukon opened a desk\nin May. Quebec leads it. It\nbegan in 2023.\n\n- Nunavut takes\n  part. Ontario too.\n"


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("memo.md", WRAPPED, [1, 2, 2, 5, 6]),
        ("front.md", f"---\ntitle: Note\n---\n\n\n{WRAPPED}", [6, 7, 7, 10, 11]),
        ("memo.txt", f"\n\n{WRAPPED}", [3, 4, 4, 7, 8]),
        ("stdin", WRAPPED.replace("\n", "\r\n"), [1, 2, 2, 5, 6]),
        ("memo.eml", f"From: a@example.ca\nMIME-Version: 1.0\n\n{WRAPPED}", [4, 5, 5, 8, 9]),
    ],
)
def test_each_sentence_has_the_line_of_the_file_on_which_it_begins(name, text, lines):
    memo = read_memo(text.encode(), name)
    made = [one.at_sentence(at) for one in memo.passages for at in range(len(one.sentences))]
    assert [one.line for one in made] == lines
    assert {one.page for one in made} == {None}


def test_a_word_document_has_the_paragraph_or_line_break_of_each_sentence():
    memo = read_memo(word("Yukon opened it. Quebec\nleads it. Nunavut helps.", "Ontario too."), "memo.docx")
    made = [one.at_sentence(at).line for one in memo.passages for at in range(len(one.sentences))]
    assert made == [1, 2, 2, 3, 4]


def test_labels_are_cells():
    memo = read_memo("## Guichet\n- Responsable : Québec\n- Lancé : mai 2024\n- Remarque : rien\n".encode(), "note.md")
    assert [passage.cells for passage in memo.passages[1:]] == [{"lead": "Québec"}, {"launch": "mai 2024"}, {}]


def test_labels_in_tables_headings_and_brackets_are_cells():
    rows = "| Responsable | Québec |\n| --- | --- |\n| Partenaires | Ontario, Manitoba |\n| Lancement | mai 2024 |\n"
    memo = read_memo(f"## Guichet\n\n{rows}".encode(), "note.md")
    assert [(passage.text, passage.cells) for passage in memo.passages[1:]] == [
        ("Responsable Québec", {"lead": "Québec"}),
        ("Partenaires Ontario, Manitoba", {"partners": "Ontario, Manitoba"}),
        ("Lancement mai 2024", {"launch": "mai 2024"}),
    ]
    memo = read_memo(
        b"## Desk\n\n- Grain exchange (lead: Yukon; partners: Manitoba)\n\n### Lead\n\nOntario\n", "note.md"
    )
    assert [(passage.kind, passage.text, passage.cells) for passage in memo.passages[1:]] == [
        ("item", "Grain exchange", {}),
        ("row", "lead: Yukon", {"lead": "Yukon"}),
        ("row", "partners: Manitoba", {"partners": "Manitoba"}),
        ("header", "Lead", {}),
        ("row", "Ontario", {"lead": "Ontario"}),
    ]


def test_what_is_no_prose_is_refused():
    for data, name, says in (
        (b"", "memo.docx", "is empty"),
        (b" \n ", "memo.txt", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "memo.png", "memo.png"),
        (b"PK\x03\x04broken", "memo.docx", "memo.docx"),
        (b"%PDF-1.7 broken", "memo.pdf", "memo.pdf"),
    ):
        with pytest.raises(SourceError, match=says):
            read_memo(data, name)


def test_foreign_formats_are_read_in_the_worker(monkeypatch):
    from loaders.documents.readers import DocumentReader

    called = []
    monkeypatch.setattr(DocumentReader, "memo_as_json", lambda *_: called.append(1))
    assert read_memo(word("A leads B."), "memo.docx").passages
    assert not called  # in this process
