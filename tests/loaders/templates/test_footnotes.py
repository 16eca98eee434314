"""Footnotes that a member puts into a Word template are named as such, since no field tells what they are of."""

from __future__ import annotations

import io
import zipfile

from loaders.templates.form import Form
from loaders.templates.readers import check_template
from tests.helpers.files.template import WRITERS, filled

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES = f"""<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Pilot in two cities.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
ADDED = {
    "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{CONTENT}"/></Types>'),
    "word/_rels/document.xml.rels": (
        "</Relationships>", f'<Relationship Id="rIdF" Type="{KIND}" Target="footnotes.xml"/></Relationships>',
    ),
    "word/document.xml": (
        "A wallet.</w:t></w:r>", 'A wallet.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
    ),
}  # fmt: skip


def with_footnote(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name in ADDED:
                before, after = ADDED[name]
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode(), 1)
            target.writestr(name, text)
        target.writestr("word/footnotes.xml", NOTES)
    return made.getvalue()


def test_a_footnote_is_named_as_such_with_its_text():
    blank = WRITERS["docx"](Form("en", "CA-AB", edition="2022-fall", approval="members"))
    content = {"initiatives": [{"title_en": ["Wallet"], "summary_en": ["A wallet."]}]}
    data = with_footnote(filled(blank, "docx", content, "en"))
    checked = check_template(data, "alberta.docx")
    (problem,) = checked.problems
    assert (problem.found, problem.wrong.template, problem.kept) == (
        "Pilot in two cities.", "Footnotes are not read.", False,
    )  # fmt: skip
    assert checked.section_at(problem.place.line) == "Footnotes"
