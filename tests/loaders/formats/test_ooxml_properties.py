"""Properties of Office Open XML files, as Word writes them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx

from loaders.formats.docx.reader import parse_docx
from loaders.formats.ooxml_properties import ooxml_properties
from loaders.formats.xml import parse_xml


def test_properties_of_a_word_document():
    made = docx.Document()
    made.add_paragraph("Text.")
    core = made.core_properties
    core.title, core.author, core.language = "A shared bus feed", "Government of Manitoba", "en-CA"
    core.created, core.modified = datetime(2020, 8, 31, tzinfo=UTC), datetime(2020, 9, 2, tzinfo=UTC)
    stream = io.BytesIO()
    made.save(stream)
    entries = parse_docx(stream.getvalue(), "x.docx").properties.entries
    assert {(entry.name, entry.value, entry.key) for entry in entries} == {
        ("title", "A shared bus feed", "dc:title"),
        ("author", "Government of Manitoba", "dc:creator"),
        ("created", "2020-08-31", "dcterms:created"),
        ("modified", "2020-09-02", "dcterms:modified"),
        ("language", "en-CA", "dc:language"),
    }


def test_the_company_is_the_organization():
    extended = parse_xml(b'<Properties xmlns="urn:x"><Company>Ville de Gatineau</Company></Properties>', "x.docx")
    assert [(e.name, e.value) for e in ooxml_properties(None, extended).entries] == [
        ("organization", "Ville de Gatineau")
    ]


def test_parts_that_are_missing_record_nothing():
    assert ooxml_properties(None, None).entries == []
