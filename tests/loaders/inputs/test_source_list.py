"""`sources.csv`: read with the row of each error, and written without losing what is in it."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from graph.errors import SourceError
from loaders.inputs.source_list import read_source_list, write_source_list

LIST = "file,sender,date,edition,language,approval,note\n"


def listed(text: str, name: str = "sources.csv"):
    return read_source_list(text.encode(), name)


def test_rows_become_hints():
    found = listed(LIST + "a.docx,Yukon,2020-08,,,withheld,x\n\nsub/b.html,,,2022-winter,fr,,\n,,,,,,\nc.txt\n")
    assert found.hints == {
        "a.docx": SourceHints(sender="CA-YT", date="2020-08", approval="withheld"),
        "sub/b.html": SourceHints(edition="2022-winter", language="fr"),
        "c.txt": SourceHints(),
    }
    assert found.rows == {"a.docx": 2, "sub/b.html": 4, "c.txt": 6}


@pytest.mark.parametrize(
    "text",
    [
        "fichier;expéditeur;date;approbation\nsub\\a.docx;Yukon;2020;membres\n",
        "\ufeffFile\tFrom\tWhen\tApproval\nsub/a.docx\tYukon\t2020\tmembers\n",
        "approval,when,from,FILE\nmembers,2020,Yukon,./sub/a.docx\n",
    ],
)
def test_headers_of_both_languages_in_any_order_and_any_delimiter(text):
    assert listed(text).hints == {"sub/a.docx": SourceHints(sender="CA-YT", date="2020", approval="members")}


def test_a_table_that_names_no_files_is_no_list():
    assert listed("Titre,Responsable\nPortail,Yukon\n") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LIST + "a.docx,Yukon,soon,,,,\n", r"^sources\.csv:2: soon is not a date"),
        (LIST + "\n\na.docx,CSC,,,,,\n", r"^sources\.csv:4: “CSC” may mean several"),
        (LIST + "a.docx,,,,,,\na.docx,,,,,,\n", r"^sources\.csv:3: “a\.docx” is listed in row 2 too"),
        (LIST + ",Yukon,,,,,\n", r"^sources\.csv:2: this row names no file"),
        ("file,aproval\na.docx,withheld\n", r"^sources\.csv:1: there is no column “aproval”"),
        ("file,date,when\na.docx,2020,2020\n", r"^sources\.csv:1: the column .* is there twice"),
        (LIST + "a.docx,,,,,,x,y\n", r"^sources\.csv:2: this row has more cells than there are columns"),
    ],
)
def test_errors_name_the_row(text, says):
    with pytest.raises(SourceError, match=says):
        listed(text)


def test_files_that_are_not_there_are_named_by_their_row():
    found = listed(LIST + "a.docx,,,,,,\nb.docx,,,,,,\n")
    found.check_files(found.rows.__contains__)
    with pytest.raises(SourceError, match=r"^sources\.csv:3: there is no file “b\.docx”"):
        found.check_files(lambda path: path == "a.docx")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_written_is_read_again(language):
    made = write_source_list(["a.docx", "sub/été, 2020.html", "=cmd.txt"], None, language)
    assert made.startswith(b"\xef\xbb\xbf")
    assert list(read_source_list(made, "sources.csv").hints) == ["a.docx", "sub/été, 2020.html", "=cmd.txt"]
    assert b"\n=cmd" not in made  # a spreadsheet would run it


def test_rows_that_are_there_stay_and_new_files_are_added():
    before = "fichier;remarque;expéditeur\na.docx;x;Yukon\ngone.txt;;\n".encode()
    made = write_source_list(["a.docx", "b.docx"], before, "en").decode("utf-8-sig").splitlines()
    assert made == ["fichier;remarque;expéditeur", "a.docx;x;Yukon", "gone.txt;;", "b.docx;;"]
    assert (
        write_source_list(["a.docx", "b.docx"], "\r\n".join(made).encode(), "en").decode("utf-8-sig").splitlines()
        == made
    )
