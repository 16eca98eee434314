"""A copy of a Word document with comments: on the words that were checked, and nothing else changes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from graph.errors import SourceError, UsageError
from graph.sqlite.store import SqliteStore
from loaders.inputs.memos import read_memo
from queries.verification.verify import verify
from tests.helpers.files.council_round import build_round
from viz.marked.docx import Comment, add_comments
from viz.marked.render import render_marked
from viz.marked.worker import mark_docx


def document(build):
    made = docx.Document()
    build(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def texts(data):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def commented(data):
    """The words that each comment is on, by its text."""
    made = docx.Document(io.BytesIO(data))
    found = {}
    for comment in made.comments:
        words, inside = "", False
        for element in made.element.body.iter():
            kind = element.tag.rpartition("}")[2]
            number = element.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id")
            if kind in ("commentRangeStart", "commentRangeEnd") and int(number) == comment.comment_id:
                inside = kind == "commentRangeStart"
            elif kind == "t" and inside:
                words += element.text or ""
        found[comment.text] = words
    return found


def three_runs(made):
    paragraph = made.add_paragraph("First one. New Brunswick ")
    paragraph.add_run("leads").bold = True
    paragraph.add_run(" the desk.\u00a0It began  in 2023. Last one.")


def test_a_comment_is_on_its_sentence_and_the_text_stays():
    before = document(three_runs)
    after, missing = add_comments(
        before, [Comment("New Brunswick leads the desk.", ["one"]), Comment("It began in 2023.", ["two", "lines"])]
    )
    assert missing == 0
    assert texts(after) == texts(before)
    assert commented(after) == {"one": "New Brunswick leads the desk.", "two\nlines": "It began  in 2023."}
    bold = [run.text for run in docx.Document(io.BytesIO(after)).paragraphs[0].runs if run.bold]
    assert bold == ["leads"]


def test_the_same_sentence_twice_is_marked_where_it_is_next():
    before = document(lambda made: [made.add_paragraph("A leads B."), made.add_paragraph("A leads B. C leads D.")])
    after, _ = add_comments(before, [Comment("A leads B.", ["1"]), Comment("C leads D.", ["2"])])
    assert commented(after) == {"1": "A leads B.", "2": "C leads D."}


def test_rows_of_tables_links_and_what_cannot_be_found():
    def build(made):
        table = made.add_table(1, 2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Grain data exchange", "Ontario"
        made.add_paragraph("A sentence that goes on over the end of a page and")
        made.add_paragraph("begins again there.")

    wanted = [
        Comment("Grain data exchange | Ontario", ["row"]),
        Comment("A sentence that goes on over the end of a page and begins again there.", ["broken"]),
        Comment("Nowhere in it", ["none"]),
    ]
    after, missing = add_comments(document(build), wanted)
    assert missing == 1
    assert commented(after) == {
        "row": "Grain data exchange",
        "broken": "A sentence that goes on over the end of a page and",
    }


def test_hostile_text_in_a_comment_is_text():
    nasty = "<w:p/>\x00\x0b]]>&amp;\ufffe"
    after, _ = add_comments(document(three_runs), [Comment("Last one.", [nasty])])
    (comment,) = docx.Document(io.BytesIO(after)).comments
    assert comment.text == "<w:p/>]]>&amp;"


def test_the_same_in_is_the_same_out():
    comments = [Comment("Last one.", ["x"])]
    data = document(three_runs)
    assert add_comments(data, comments) == add_comments(data, comments)
    after, _ = add_comments(data, comments)
    assert b"w:date" not in zipfile.ZipFile(io.BytesIO(after)).read("word/comments.xml")


def test_the_worker_reports_what_it_cannot_open():
    data = document(three_runs)
    assert mark_docx(data, "memo.docx", [Comment("Last one.", ["x"])])[1] == 0
    with pytest.raises(SourceError, match=r"No marked copy of memo\.docx"):
        mark_docx(b"PK\x03\x04broken", "memo.docx", [])


def test_a_memo_is_marked_with_its_verdicts(tmp_path):
    data = document(lambda made: made.add_paragraph("The Grain data exchange is led by Ontario. Who knows?"))
    with SqliteStore(build_round(tmp_path / "accord.db")).view("members", "fr") as view:
        memo = read_memo(data, "memo.docx")
        answer = verify(view, memo)
    marked, missing = render_marked(memo, data, answer, "docx")
    assert missing == 0
    ((text, words),) = commented(marked).items()
    assert words == "The Grain data exchange is led by Ontario."
    assert text.startswith("CONTREDIT – responsable de «\u00a0Échange de données agricoles\u00a0»")
    assert "Québec" in text
    assert text.endswith("Contenu visible pour les membres.")
    with pytest.raises(UsageError, match="none"):
        render_marked(memo, b"plain text", answer, "docx")
