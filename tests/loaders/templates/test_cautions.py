"""What `accord template check` asks to look at: several in one field, the other language, remarks, footnotes."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from loaders.templates.form import Form
from loaders.templates.readers import check_template, reader_of
from tests.helpers.files.template import WRITERS, filled


def checked(initiative, ending="xlsx", language="en"):
    blank = WRITERS[ending](Form(language, "CA-AB", edition="2022-fall"))
    data = filled(blank, ending, {"head": {"edition": "2022-fall"}, "initiatives": [initiative]}, language)
    return check_template(data, f"alberta.{ending}"), reader_of(data, f"alberta.{ending}").parse(data, "a")[2]


def wrong_in(initiative, **more):
    return {
        (
            problem.field.key if not isinstance(problem.field, str) else problem.field,
            problem.wrong.template,
            problem.kept,
        )
        for problem in checked(initiative, **more)[0].problems
    }


SEVERAL, OTHER = "There seem to be several in this field.", "This text seems to be in the other language."
FOOTNOTE = "A mark of a footnote stands here; footnotes are not read."


@pytest.mark.parametrize(
    ("title", "several"),
    [
        ("Digital wallet\nOnline registry", True), ("- Digital wallet\n- Online registry", True),
        ("1. Digital wallet 2. Online registry", True), ("• Portefeuille\n• Registre", True),
        ("Digital wallet for\nall residents", False), ("Digital wallet", False), ("Phase 2. Wallet", False),
        ("Web 2.0 and 3.1 standards", False), ("Registre A) et B)", False),
        ("Online permits; Business registry renewal", True), ("Permis; renouvellement du registre", False),
    ],
)  # fmt: skip
def test_two_initiatives_in_one_cell_are_asked_about(title, several):
    assert (("title_en", SEVERAL, True) in wrong_in({"title_en": [title]})) == several


@pytest.mark.parametrize(
    ("field", "text", "other"),
    [
        ("summary_en", "Un portefeuille pour les citoyens qui ont besoin de leurs permis et de leurs cartes", True),
        ("summary_fr", "A wallet for the residents who need their licences and their cards on a phone", True),
        ("summary_en", "A wallet for the residents who need their licences and their cards on a phone", False),
        ("summary_fr", "Un portefeuille pour les citoyens qui ont besoin de leurs permis et de leurs cartes", False),
        ("summary_fr", "Service Ontario", False),
        ("summary_en", "Portail Clic Santé", False),
    ],
)
def test_a_text_in_the_column_of_the_other_language_is_asked_about(field, text, other):
    assert ((field, OTHER, True) in wrong_in({"title_en": ["Wallet"], field: [text]})) == other


def test_a_partner_with_a_remark_is_not_taken():
    found, result = checked({"title_en": ["Wallet"], "partners": ["Ontario (inspiration)"]})
    (problem,) = (one for one in found.problems if one.found == "Ontario (inspiration)")
    assert not problem.kept
    assert problem.mend.values == {"name": "Ontario"}
    assert not [claim for claim in result.claims if claim.kind == "partnership"]
    _found, result = checked({"title_en": ["Wallet"], "partners": ["Ontario (CA-ON)"]})
    assert [claim for claim in result.claims if claim.kind == "partnership"]


@pytest.mark.parametrize(("text", "marked"), [("Wallet¹", True), ("Wallet [2]", False), ("Wallet[2]", True),
                                              ("Wallet* is new", True), ("5 * 3 and 2 ** 4", False)])  # fmt: skip
def test_marks_of_footnotes_are_asked_about(text, marked):
    assert (("title_en", FOOTNOTE, True) in wrong_in({"title_en": [text]})) == marked


def test_what_is_found_has_its_place_in_words_in_word():
    found, _result = checked({"title_fr": ["Portefeuille"], "date_launch": ["bientôt"]}, "docx", "fr")
    (problem,) = (one for one in found.problems if one.found == "bientôt")
    assert found.section_at(problem.place.line) == "Initiative 1"
    assert checked({"title_en": ["Wallet"]}, "yaml")[0].section_at(3) == ""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("n", [0, 12])
def test_a_workbook_prints_on_four_pages(language, n):
    initiative = {"title_en": ["A long title of an initiative"], "summary_en": ["A sentence of a summary. " * 20]}
    form = Form(language, "CA-AB", edition="2022-fall", initiatives=[initiative] * n, members=("CA-ON", "CRA"))
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](form)))
    pages = 0
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_area
            pages += sheet.page_setup.fitToWidth * sheet.page_setup.fitToHeight
    assert pages == 4


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lists_of_partners_begin_with_the_members_of_the_council(language):
    form = Form(language, "CA-AB", members=("CA-ON", "CA-QC", "CRA"))
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](form)))
    listed = [cell.value for cell in book.worksheets[-1]["D"]][1:]
    names = {"en": ["Ontario", "Quebec", "Canada Revenue Agency"],
             "fr": ["Ontario", "Québec", "Agence du revenu du Canada"]}  # fmt: skip
    assert listed[:3] == names[language]
    assert len(set(listed)) == len(listed)


def test_templates_with_the_former_french_words_are_still_read():
    data = WRITERS["yaml"](Form("fr", "CA-QC", edition="2022-fall")).decode()
    former = data.replace("modèle: accord", "gabarit: accord").replace("problèmes et besoins:", "besoins:")
    former = former.replace("  - titre en français:", '  - titre en français: "Guichet"', 1)
    former = former.replace("  - question en français:", '  - question en français: "Comment commencer ?"', 1)
    reader = reader_of(former.encode(), "quebec.yaml")
    _filled, _notes, result = reader.parse(former.encode(), "quebec.yaml")
    assert {claim.kind for claim in result.claims} >= {"initiative", "need"}


@pytest.mark.parametrize(
    ("name", "government"),
    [("Sask.", "CA-SK"), ("B.C.", "CA-BC"), ("CRA", "CRA"), ("Saskatchewan", "CA-SK"), ("Université Laval", None),
     ("SaskTel", None), ("Tech Manitoba Assoc.", None)],
)  # fmt: skip
def test_a_government_among_the_other_partners_is_a_partner(name, government):
    initiative = {"title_en": ["Wallet"], "external_partners": [name]}
    wrong = "This is a government or one of its organisations; it was taken as a partner."
    assert (("external_partners", wrong, True) in wrong_in(initiative)) == bool(government)
    claims = checked(initiative)[1].claims
    members = {claim.object for claim in claims if claim.predicate == "member"}
    assert members == ({"CA-AB", government} if government else set())
    assert [claim.value for claim in claims if claim.predicate == "external_partner"] == ([] if government else [name])


@pytest.mark.parametrize("name", ["Sask.", "Alta.", "B.C.", "P.E.I.", "Service Canada"])
def test_an_abbreviation_of_a_partner_needs_no_warning(name):
    assert [each for each in wrong_in({"title_en": ["Wallet"], "partners": [name]}) if each[0] == "partners"] == []


@pytest.mark.parametrize("ending", ["xlsx", "docx", "yaml", "csv"])
@pytest.mark.parametrize(("language", "words"), [("en", "fall 2022"), ("fr", "automne 2022")])
def test_an_edition_is_in_words_and_is_read(ending, language, words):
    form = Form(language, "CA-AB", edition="2022-fall")
    assert [value for field, value in form.head() if field.key == "edition"] == [words]
    data = WRITERS[ending](form)
    assert reader_of(data, f"alberta.{ending}").parse(data, "a")[2].edition == "2022-fall"


@pytest.mark.parametrize(
    ("typed", "unread"), [("sprng 2024", "sprng"), ("in October 2023", ""), ("printemps 2024", ""), ("2024-03", "")]
)
def test_a_date_of_which_a_part_was_not_understood_is_asked_about(typed, unread):
    found, result = checked({"title_en": ["Wallet"], "date_launch": [typed]})
    (problem,) = [each for each in found.problems if each.wrong.template.startswith("Only {date}")] or [None]
    assert (problem.wrong.values["words"] if problem else "") == unread
    assert [claim.value for claim in result.claims if claim.predicate == "date"]
