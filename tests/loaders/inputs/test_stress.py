"""Odd and broken files: each is loaded, loaded in part with a report, or refused with a reason; nothing crashes."""

from __future__ import annotations

import runpy

import pytest

from graph.errors import UnreadableError
from loaders.inputs.read import FileLoader
from tests.helpers.paths import ROOT

STRESS = runpy.run_path(str(ROOT / "bench" / "reading" / "stress.py"))
HOSTILE = {
    "ole.doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "sheet.ods": None,
    "image.png": b"\x89PNG\r\n\x1a\n" + b"\0\1" * 300,
    "bare.zip": b"PK\x05\x06" + b"\0" * 18,
    "cut.zip": b"PK\x03\x04" + b"\1" * 40,
    "deep.json": b"[" * 100_000,
    "deeper.json": b'{"format":' * 50_000,
    "bom.txt": b"\xff\xfe",
    "half.txt": b"\xff\xfeA",
    "nul.csv": b"a,b\n\0,\0\n",
    "one.csv": b'"',
    "long.csv": b"a" * 3_000_000,
    "quotes.csv": b'"' * 300_000,
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>",
    "laughs.xml": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><iati-activities>&b;</iati-activities>',
    "outside.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><iati-activities>&a;</iati-activities>',
    "deep.html": b"<div>" * 20_000 + b"text",
    "deep.md": b"> " * 20_000 + b"text",
    "brackets.md": b"[" * 50_000,
    "tags.html": b"<html>" + b"<table><tr><td>" * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_with_a_sentence(tmp_path, name):
    from tests.helpers.files.docx import packed

    data = HOSTILE[name] or packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""})
    (tmp_path / name).write_bytes(data)
    outcomes = list(FileLoader().load_paths([str(tmp_path / name)]))
    kind, message = STRESS["outcome_of"](outcomes)
    assert kind == "refused"
    assert name in message
    for outcome in outcomes:  # an error that only lists who tried says something more of the file
        assert not isinstance(outcome.error, UnreadableError) or any(reason for _, reason in outcome.error.tried)


def test_files_of_parsers_own_tests_end_with_a_sentence(shared):
    results = list(STRESS["results"](shared / "data" / "stress"))
    assert len(results) > 150
    assert not [(one.path.name, one.message) for one in results if one.outcome == "crashed"]
    for one in results:
        answer = STRESS["ANSWERS"].match(one.path.name)
        if answer and answer[1] == "n":
            assert one.outcome == "refused"
        elif answer:
            assert "not JSON" not in one.message


@pytest.mark.parametrize("folder", ["calamine_xlsx", "libhxl", "messytables_horror", "tabulator"])
def test_hostile_values_go_all_the_way_where_a_mapping_takes_them(shared, folder):
    results = list(STRESS["results"](shared / "data" / "stress" / folder, mapped=True))
    assert not [(one.path.name, one.message) for one in results if one.outcome == "crashed"]
    assert len([one for one in results if one.outcome in ("loaded", "in part")]) >= len(results) * 3 / 4
    assert results
