"""Templates that members fill: four formats, one content; every mistake told with its place, and nothing else lost."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.claims import Claim, Place
from graph.errors import SourceError
from graph.text.yaml import load_yaml
from graph.values import LANGUAGES
from loaders.templates.form import Form
from loaders.templates.labels import KINDS, coded, codes, fields, head, text
from loaders.templates.names import all_jurisdictions, all_themes, jurisdiction_named, theme_named
from loaders.templates.readers import reader_of
from tests.helpers.files.template import WRITERS, filled, label
from tests.helpers.reading import read_all

ENDINGS = tuple(WRITERS)
CONTENT = {
    "head": {"edition": "fall 2022", "approval": "public"},
    "initiatives": [
        {
            "title_en": ["Citizen portal"], "title_fr": ["Portail citoyen"],
            "summary_en": ["One door: all services, day and night."],
            "status": ["launched"], "themes": ["Digital identity", "Seniors", "Payments", "Accessibility"],
            "partners": ["Ontario", "Québec", "Manitoba", "Town of Nowhere Near"],
            "external_partners": ["=HYPERLINK(\"http://x\")", "Acme"],
            "date_start": ["2021"], "date_launch": ["October 2022"], "date_milestone": ["2021-10-19", "spring 2022"],
        },
        {"title_en": ["Payment module"], "part_of": ["citizen portal"], "lead": ["Service Alberta"]},
        {"title_fr": ["Le guichet des aînés"]},
        {"title_en": ["A fourth one"], "status": ["en cours"]},
    ],
    "needs": [
        {"question_en": ["Who has a governance model for digital identity?"], "initiative": ["Citizen portal"]},
        {"question_en": ["How do others fund this?"], "themes": ["Payments"]},
        {"question_fr": ["+ d’exemples?"]},
    ],
}  # fmt: skip


def plain(reading) -> list[Claim]:
    """Claims without their places."""
    return [claim._replace(place=Place()) for claim in reading.claims]


def read(data: bytes, name: str):
    """What the reader of templates makes of a file, in this process."""
    reader = reader_of(data, name)
    from loaders.base import File

    return reader.read(data, File("f" * 64, name))


def problems(data: bytes, name: str = "t"):
    return reader_of(data, name).parse(data, name)[2].problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_content_gives_the_same_claims_in_four_formats(language):
    made = {
        ending: read(filled(write(Form(language, "CA-AB")), ending, CONTENT, language), f"t.{ending}")
        for ending, write in WRITERS.items()
    }
    result = plain(made["yaml"])
    assert len(result) >= 50
    for ending, reading in made.items():
        assert plain(reading) == result, ending
        assert [(a.jurisdiction, a.edition, a.approval) for a in reading.approvals] == [
            ("CA-AB", "2022-fall", "public")
        ]
        assert reading.unplaced == []
        assert reading.source.language == language
        assert {claim.reported_by for claim in reading.claims} == {"CA-AB"}
        assert all(claim.place.quote for claim in reading.claims)
    assert all(c.place.sheet and c.place.cell for c in made["xlsx"].claims)
    assert all(c.place.line for ending in ("yaml", "csv", "docx") for c in made[ending].claims)


def test_claims_are_what_was_filled_in():
    reading = read(filled(WRITERS["xlsx"](Form("en", "CA-AB")), "xlsx", CONTENT), "t.xlsx")
    written = {(c.subject, c.predicate, c.object or c.value, c.qualifier, c.language) for c in reading.claims}
    portal = "CA-AB/citizen-portal"
    assert {
        ("2022-fall", "submitted", "CA-AB", None, None), (portal, "title", "Portail citoyen", None, "fr"),
        (portal, "status", "launched", None, None), (portal, "date", "2022-10", "launch", None),
        (portal, "date", "2022-03/2022-05", "milestone", None), (portal, "theme", "digital-identity", None, None),
        (portal, "external_partner", "=HYPERLINK(\"http://x\")", None, None),
        ("TOWN-OF-NOWHERE-NEAR", "name", "Town of Nowhere Near", None, "en"),
    } <= written  # fmt: skip
    (start,) = [c for c in reading.claims if c.predicate == "date" and c.qualifier == "start"]
    assert (start.place.sheet, start.place.cell, start.place.quote) == ("Initiatives", "K2", "2021")
    parts = [c for c in reading.claims if c.predicate == "part_of"]
    assert [c.object for c in parts] == [portal]
    needs = {c.subject for c in reading.claims if c.kind == "need"}
    assert len(needs) == 3
    assert {(c.subject in needs, c.object) for c in reading.claims if c.kind == "need" and c.predicate == "by"} == {
        (True, "CA-AB")
    }


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(title="ﬁn", summary="ﬂow, ﬆop")
@given(title=WORDS, summary=st.one_of(WORDS, st.sampled_from(["=1+1", "'=1", "@a", "-x", "# a: b", "[x", "a\nb", "“"])))
def test_any_text_comes_back_from_each_format(title, summary):
    form = Form("fr", "CA-QC", edition="2022-fall", initiatives=[{"title_fr": [f"T{title}"], "summary_fr": [summary]}])
    result = {ending: plain(read(write(form), f"t.{ending}")) for ending, write in WRITERS.items()}
    assert result["yaml"] == result["csv"] == result["xlsx"] == result["docx"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_template_is_known_by_its_content_and_the_same_each_time(ending):
    form = Form("fr", "CA-QC", edition="2022-fall", initiatives=[{"title_fr": ["Guichet"]}])
    data = WRITERS[ending](form)
    assert data == WRITERS[ending](form)
    assert reader_of(data, "whatever.bin").name.startswith("template")
    assert [r.name for r in [reader_of(data, "x.txt")]] == [reader_of(data, f"x.{ending}").name]


def test_each_format_is_read_through_the_list_of_readers():
    form = Form("en", "CA-AB", edition="2022-fall", initiatives=[{"title_en": ["Door"]}])
    for ending, write in WRITERS.items():
        (reading,) = read_all(write(form), f"member.{ending}")
        assert len(list(reading.claims)) == 4, ending


def without_properties(data: bytes) -> bytes:
    """As an online office suite gives it out: without document properties."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            if info.filename != "docProps/core.xml":
                new.writestr(info, old.read(info))
    return made.getvalue()


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_its_first_line_names_where_properties_are_lost(ending):
    data = without_properties(WRITERS[ending](Form("fr", "CA-QC", edition="2022-fall")))
    assert reader_of(data, "x").parse(data, "x")[2].jurisdiction == "CA-QC"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_template_may_come_back_as_spreadsheets_save_it(encoding, delimiter):
    form = Form("fr", "CA-QC", edition="2022-fall", initiatives=[{"title_fr": ["Été, à l’heure"], "themes": ["Aînés"]}])
    rows = csv.reader(io.StringIO(WRITERS["csv"](form).decode("utf-8-sig"), newline=""), delimiter=";")
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(rows)
    data = made.getvalue().encode(encoding)
    assert plain(read(data, "t.csv")) == plain(read(WRITERS["csv"](form), "t.csv"))


# --- What is wrong


MISTAKES = {
    "head": {"edition": "soon", "approval": "everybody"},
    "initiatives": [
        {"title_en": ["Good one"], "status": ["nearly"], "themes": ["Digital idenity", "Seniors"],
         "date_launch": ["03/04/2022"]},
        {"summary_en": ["No title here"], "status": ["planned"]},
        {"title_en": ["Good one"]},
        {"title_en": ["Part"], "part_of": ["Nothing of ours"], "reference": ["CA-ON/theirs"], "date_start": ["2022"],
         "date_end": ["2021"]},
    ],
    "needs": [{"question_en": ["Why?"], "initiative": ["Nowhere"]}],
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_mistakes_are_reported_at_once_with_their_places(ending):
    data = filled(WRITERS[ending](Form("en", "CA-AB")), ending, MISTAKES)
    found = problems(data)
    key = {p.field if isinstance(p.field, str) else p.field.key for p in found}
    assert {
        "edition",
        "approval",
        "status",
        "themes",
        "date_launch",
        "title_en",
        "part_of",
        "reference",
        "date_end",
        "question_en",
    } <= key
    assert {p.found for p in found if not p.kept} == {
        "soon", "everybody", "nearly", "Digital idenity", "03/04/2022", "No title here | planned",
        *(["planned | No title here"] if ending == "x" else []), "Nothing of ours", "CA-ON/theirs", "Why?", "Nowhere",
    }  # fmt: skip
    assert all((p.place.sheet and p.place.cell) if ending == "xlsx" else p.place.line for p in found)
    (theme,) = [p for p in found if p.found == "Digital idenity"]
    assert "Digital identity" in str(theme.mend.values)


@pytest.mark.parametrize("ending", ENDINGS)
def test_mistakes_cost_only_themselves(ending):
    reading = read(filled(WRITERS[ending](Form("en", "CA-AB")), ending, MISTAKES), "t")
    titles = {c.value for c in reading.claims if c.predicate == "title"}
    assert titles == {"Good one", "Part"}
    assert {c.object for c in reading.claims if c.predicate == "theme" and c.stated} == {"seniors"}
    assert {a.approval for a in reading.approvals} == {"withheld"}
    assert {u.reported_by for u in reading.unplaced} == {"CA-AB"}
    assert len(reading.unplaced) == 10
    assert [note.template.split()[0] for note in reading.notes] == ["“{field}”", "Entries"]


@pytest.mark.parametrize(
    ("partners", "members", "kept", "wrong"),
    [
        (["Ontario, Alberta et Manitoba"], {"CA-ON", "CA-AB", "CA-MB"}, set(), set()),
        (["Ontario\n• Manitoba"], {"CA-ON", "CA-MB"}, set(), set()),
        (["Ontario et Nulle-Part"], set(), set(), {"Ontario et Nulle-Part"}),
        (["Bureau Untel, Ontario"], {"BUREAU-UNTEL-ONTARIO"}, {"Bureau Untel, Ontario"}, set()),
        (["???"], set(), set(), {"???"}),
        (["Québec"], set(), set(), set()),
    ],
)
def test_partners_are_distinguished(partners, members, kept, wrong):
    form = Form("fr", "CA-QC", edition="2022-fall", approval="public", initiatives=[{"title_fr": ["Guichet"]}])
    data = (
        WRITERS["yaml"](form).decode().replace("partenaire:  #", f"partenaire: {json.dumps(partners[0])} #", 1).encode()
    )
    result = reader_of(data, "t").parse(data, "t")[2]
    assert {c.object for c in result.claims if c.predicate == "member"} - {"CA-QC"} == members
    assert {p.found for p in result.problems if p.kept} == kept
    assert {p.found for p in result.problems if not p.kept} == wrong


def test_one_leads_whom_the_template_names_and_whose_template_it_was_is_reported():
    content = {
        "head": {"jurisdiction": "Manitoba", "edition": "2022-fall", "approval": "public"},
        "initiatives": [{"title_en": ["Door"], "lead": ["???"]}, {"title_en": ["Gate"], "lead": ["CRA"]}],
    }
    data = filled(WRITERS["csv"](Form("en", "CA-AB")), "csv", content)
    result = reader_of(data, "t").parse(data, "t")[2]
    assert {(c.subject, c.object) for c in result.claims if c.predicate == "lead"} == {
        ("CA-MB/door", "CA-MB"), ("CRA/gate", "CRA"),
    }  # fmt: skip
    assert [(p.found, p.kept) for p in result.problems] == [("Manitoba", True), ("???", False)]


def test_what_stands_outside_all_fields_is_kept():
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(WRITERS["xlsx"](Form("fr", "CA-QC", edition="2022-fall"))))
    book.worksheets[0]["B20"] = "PS : appelez-moi"
    book.worksheets[0]["C5"] = "ou hiver 2023"
    book["Initiatives"]["AF1"] = "Budget"
    book["Initiatives"]["A2"] = "Guichet"
    book["Initiatives"]["AF2"] = "12 M$"
    book.create_sheet("Notes")["A1"] = "à suivre"
    made = io.BytesIO()
    book.save(made)
    found = {(p.place.sheet, p.place.cell, p.found) for p in problems(made.getvalue()) if not p.kept}
    assert found == {
        ("Rapport", "B20", "PS : appelez-moi"),
        ("Rapport", "C5", "ou hiver 2023"),
        ("Initiatives", "AF2", "12 M$"),
        ("Notes", "A1", "à suivre"),
    }


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_template_with_an_edition_only_asks_who_may_see_it(ending, language):
    found = problems(WRITERS[ending](Form(language, "CA-QC", edition="2022-fall")))
    assert all((p.place.sheet, p.place.cell) == (text("about", language), "B6") or p.place.line for p in found)
    assert [(p.field.key, p.kept) for p in found if not isinstance(p.field, str)] == [("approval", True)]
    assert len(found) == 1


# --- What we write


def test_what_we_write_is_text_never_a_formula():
    from openpyxl import load_workbook

    bad = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
    form = Form("en", "CA-AB", edition="2022-fall", initiatives=[{"title_en": [one]} for one in bad])
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](form)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [book["Initiatives"].cell(n + 2, 1).quotePrefix for n in range(len(bad))] == [True] * len(bad)
    rows = csv.reader(io.StringIO(WRITERS["csv"](form).decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {c.value for c in read(WRITERS["csv"](form), "t").claims if c.predicate == "title"} == set(bad)


def test_formulas_that_others_write_are_not_evaluated():
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(WRITERS["xlsx"](Form("en", "CA-AB", edition="2022-fall"))))
    sheet = book["Initiatives"]
    sheet["A2"], sheet["B2"] = "Door", "=1+1"
    made = io.BytesIO()
    book.save(made)
    assert not [c for c in read(made.getvalue(), "t.xlsx").claims if c.value == "2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_offers_its_lists(language):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(WRITERS["xlsx"](Form(language, "CA-AB"))))
    lists = book[text("lists", language)]
    columns = [[cell.value for cell in column if cell.value] for column in lists.iter_cols()]
    assert columns[0][1:] == all_themes(language)
    assert columns[1][1:] == [coded("status", code, language) for code in codes("status")]
    sheet = book[text("initiatives", language)]
    offers = {str(v.sqref).partition(":")[0]: v for v in sheet.data_validations.dataValidation}
    labels = {cell.value: cell.coordinate[:-1] for cell in sheet[1]}
    status, theme = (
        offers[f"{labels[label('initiative', 'status', language)]}2"],
        label("initiative", "themes", language),
    )
    assert (status.type, status.formula1) == ("list", f"'{text('lists', language)}'!$B$2:$B$7")
    assert [offers[f"{labels[f'{theme} {n}']}2"].type for n in (1, 2, 3)] == ["list"] * 3
    assert all(v.prompt and v.promptTitle for v in offers.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_is_understood(language):
    assert [name for name in all_themes(language) if theme_named(name, language).id is None] == []
    named = {name: jurisdiction_named(name, language).id for name in all_jurisdictions(language)}
    assert [name for name, found in named.items() if found is None] == []
    assert len(set(named.values())) == len(named)


def test_labels_distinguish_fields_and_words_are_those_of_answers(tmp_path):
    for kind in KINDS:
        for language in LANGUAGES:
            labels = [field.labels[language] for field in fields(kind, language)]
            assert len(set(labels)) == len(labels)
    from queries.questions import question

    known = load_yaml((tmp_path.__class__(question.__file__).parent / "codes.yaml").read_text("utf-8"))
    for part in ("status", "approval"):
        assert {code: {lang: coded(part, code, lang) for lang in LANGUAGES} for code in codes(part)} == known[part]


def test_a_french_template_says_everything_in_french():
    written = WRITERS["yaml"](Form("fr", "CA-QC")).decode()
    english = [
        field.labels["en"] for kind in KINDS for field in fields(kind, "fr") if field.labels["en"] != field.labels["fr"]
    ]
    words = {line.strip(" -").partition(":")[0] for line in written.splitlines()}
    assert not words & {each.lower() for each in [*english, *(f.labels["en"] for f in head())]}


# --- Hostile and broken


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"template: accord-template/1 en CA-AB\ninitiatives: [a: b: c]\n", "not valid YAML from line 2"),
        (b"template: accord-template/1 en CA-AB\ninitiatives: " + b"[" * 5000, "not valid YAML"),
        (b"template: accord-template/9 en CA-AB\n", "version 9"),
        (b"template: accord-template/1 en\n", "does not name the jurisdiction"),
        (b"accord-template/1,en,CA-AB\nx,y\n", "no row of labels"),
        (b"hello", "not an Accord template"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data, why):
    with pytest.raises(SourceError, match=why):
        problems(data)


def test_a_yaml_bomb_is_bounded():
    rows = "".join(f"  - &a{n} [" + ", ".join([f"*a{n - 1}"] * 9 if n else ["x"] * 9) + "]\n" for n in range(9))
    data = f"template: accord-template/1 en CA-AB\nedition: 2022-fall\ninitiatives:\n{rows}".encode()
    assert all(len(p.found) < 2000 for p in problems(data))


def test_yaml_values_stay_as_they_are_written():
    data = (
        b"template: accord-template/1 en CA-ON\nedition: 2022-fall\napproval: public\ninitiatives:\n"
        b"  - title: No\n    start: 2021-10\n    launch: 2021-10-19\n    partners: [ON, NO]\n    title: again\n"
    )
    written = {(c.predicate, c.value) for c in read(data, "t").claims}
    assert {("title", "No"), ("date", "2021-10"), ("date", "2021-10-19")} <= written
    assert "again" in {p.found for p in problems(data)}


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("ending", ENDINGS)
def test_half_a_file_is_refused_or_read_in_part(ending, cut):
    data = WRITERS[ending](Form("en", "CA-AB", edition="2022-fall", initiatives=[{"title_en": ["Door"]}]))
    with contextlib.suppress(SourceError):
        read(data[: int(len(data) * cut)], f"t.{ending}")
