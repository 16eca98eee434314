"""A brief that is loaded states the facts that it was made from, in every format and both languages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import accord
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import SUFFIXES, expected_content, read_back, run, written
from tests.helpers.two_editions import build

LANGUAGES = ("en", "fr")


def graph_of(document: Path, folder: Path) -> Path:
    graph = folder / "graph.db"
    assert run("load", document, "--graph", graph) == 0
    return graph


@pytest.fixture(scope="module", params=LANGUAGES)
def sample(request, tmp_path_factory) -> tuple[str, Path]:
    language = request.param
    source = Path(str(files("accord") / "sample" / f"2022-winter.{language}.txt"))
    return language, graph_of(source, tmp_path_factory.mktemp(language))


@pytest.fixture(scope="module")
def seed(shared, tmp_path_factory) -> Path:
    return graph_of(next((shared / "seed").glob("*.txt")), tmp_path_factory.mktemp("seed"))


@pytest.fixture(scope="module")
def council(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("council") / "graph.db")


def facts_of(graph: Path, as_of: str | None = None, **more) -> dict:
    return expected_content(accord.open_graph(graph, audience="members", as_of=as_of).document(), **more)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_sample_comes_back(sample, suffix, tmp_path):
    language, graph = sample
    document = written(graph, tmp_path / f"brief.{suffix}", "--lang", language)
    assert expected_content(read_back(document, tmp_path / "other.db")) == facts_of(graph)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_real_analysis_comes_back(seed, suffix, tmp_path):
    document = written(seed, tmp_path / f"brief.{suffix}", "--lang", "fr", "--edition", "2022-winter")
    assert expected_content(read_back(document, tmp_path / "other.db")) == facts_of(seed)


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_the_sample_comes_back_from_a_document_in_the_other_language(sample, suffix, tmp_path):
    language, graph = sample
    other = next(each for each in LANGUAGES if each != language)
    document = written(graph, tmp_path / f"brief.{suffix}", "--lang", other)
    assert expected_content(read_back(document, tmp_path / "other.db")) == facts_of(graph)


def test_a_brief_of_what_a_brief_states_says_the_same(sample, tmp_path):
    language, graph = sample
    first = written(graph, tmp_path / "first.md", "--lang", language)
    read_back(first, tmp_path / "other.db")
    second = written(tmp_path / "other.db", tmp_path / "second.md", "--lang", language)
    one, other = (each.read_text("utf-8").split("| --- |")[0].splitlines()[:-1] for each in (first, second))
    assert other == one


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_that_no_text_states_are_reported(council, language, tmp_path):
    document = written(council, tmp_path / "brief.docx", "--lang", language, "--edition", "2022-winter")
    before = facts_of(council, as_of="2022-winter", language=language)
    after = expected_content(read_back(document, tmp_path / "other.db"), language=language)
    assert after["initiatives"] == before["initiatives"]
    assert after["wholes"] == before["wholes"]
    assert after["statuses"] == before["statuses"]
    assert after["partnerships"] == before["partnerships"]
    assert after["missing"] == before["missing"]
    assert after["priorities"] == before["priorities"]
    # what prose cannot say so that it is found again; docs/decisions/0017-brief.md has the list
    assert {(kind, day) for _, kind, day in before["dates"] - after["dates"]} == {("target", "2022/2023")}
    assert after["dates"] <= before["dates"]
    assert after["needs"] == before["needs"]
    assert before["submitted"] - after["submitted"] == {"CA-NB"}


KINDS = ("start", "launch", "approval", "presentation", "completion", "end", "target")
DAYS = ("2021-10-19", "2021-07-01", "2021-07", "2021", "2021-09/2021-11", "2021-12/2022-02", "2022-03/2022-05")
MONTHS = "2021-05/2021-08"
STATUSES = ("planned", "in-progress", "launched", "completed", "paused", "cancelled", None)


def back(w: Writer, language: str, folder: Path) -> dict:
    """What comes back of what a writer says."""
    SqliteStore(folder / "graph.db", create=True).add([w.reading()], None)
    document = written(folder / "graph.db", folder / "brief.md", "--lang", language)
    return expected_content(read_back(document, folder / "other.db"))


TOGETHER = {
    "en": ("It has been developed with Quebec since 2020.", "Quebec launched the map with us in March 2019."),
    "fr": ("Il est élaboré avec le Québec depuis 2020.", "Le Québec a lancé la carte avec nous en mars 2019."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_of_a_partnership_is_not_taken_for_one_of_the_initiative(language, tmp_path):
    since, launched = TOGETHER[language]
    w = Writer(language=language)
    w.submitted("CA-AB")
    atlas = w.initiative("CA-AB", "Atlas", summary=since, partners=["CA-QC"], date="2020")
    w.add_claim("partnership", w.claims[-1].subject, "since", value="2020", by="CA-AB")
    w.add_claim("initiative", atlas, "date", value="2020", by="CA-AB", qualifier="start")
    w.initiative("CA-AB", "Map", summary=launched, partners=["CA-QC"], date="2019-03")
    after = back(w, language, tmp_path)
    assert after["dates"] == {("Atlas", "launch", "2020"), ("Atlas", "start", "2020"), ("Map", "launch", "2019-03")}
    brief = (tmp_path / "brief.md").read_text("utf-8")
    assert brief.count("2019") == 1  # the text says it


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_date_is_understood(language, tmp_path):
    w = Writer(language=language)
    w.submitted("CA-AB")
    expected = set()
    for number, (kind, edtf) in enumerate((kind, edtf) for kind in KINDS for edtf in DAYS):
        title = f"Atlas {number}"
        one = w.initiative("CA-AB", title)
        w.add_claim("initiative", one, "date", value=edtf, by="CA-AB", qualifier=kind)
        expected.add((title, kind, edtf))
    for kind in KINDS:  # months that are no season: in French, few words for them are known to the reader
        one = w.initiative("CA-AB", f"Map {kind}")
        w.add_claim("initiative", one, "date", value=MONTHS, by="CA-AB", qualifier=kind)
        if language == "en" or kind in {"launch", "target"}:
            expected.add((f"Map {kind}", kind, MONTHS))
    assert back(w, language, tmp_path)["dates"] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_status_is_understood(language, tmp_path):
    w = Writer(language=language)
    w.submitted("CA-AB")
    expected = {(f"Atlas {number}", status) for number, status in enumerate(STATUSES * 2)}
    for number, status in enumerate(STATUSES * 2):
        w.initiative("CA-AB", f"Atlas {number}", status=status, date="2021-07" if number < len(STATUSES) else None)
    after = back(w, language, tmp_path)
    assert after["statuses"] == expected
    assert after["dates"] == {(f"Atlas {number}", "launch", "2021-07") for number in range(len(STATUSES))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_partnerships_are_understood(language, tmp_path):
    w = Writer(language=language)
    w.submitted("CA-AB")
    dates = [(None, None), ("2020-05", None), ("2020-05-04", None), ("2020-09/2020-11", None), (None, "2023-06")]
    for number, (since, until) in enumerate(dates):
        together = w.partnership(w.initiative("CA-AB", f"Atlas {number}"), "CA-AB", "CA-BC", "ESDC", "CA-QC")
        for predicate, value in (("since", since), ("until", until)):
            if value:
                w.add_claim("partnership", together, predicate, value=value, by="CA-AB")
    after = back(w, language, tmp_path)
    assert after["partnerships"] == facts_of(tmp_path / "graph.db")["partnerships"]


def build_of_two_languages(folder: Path) -> Path:
    """A graph of reports in both languages, most of which have no translation."""
    english, french = Writer("en.txt", language="en"), Writer("fr.txt", language="fr")
    for w, who in ((english, "CA-SK"), (french, "CA-QC")):
        w.submitted(who)
    card = english.initiative("CA-SK", "Services card", summary="People prove who they are with it.", date="2021-05",
                              partners=["CRA", "CA-BC"], status="in-progress")  # fmt: skip
    english.add_claim("initiative", card, "external_partner", value="SaskTel", by="CA-SK")
    english.initiative("CA-SK", "Results online (beta)", status="launched")
    english.initiative("CA-SK", "Permits", summary="It takes three steps:")
    english.need("How do others check forms before they go online?", by="CA-SK", initiative=card)
    guichet = french.initiative("CA-QC", "Guichet unique", summary="On y trouve les permis et les actes de naissance.",
                                partners=["CA-NB"], status="planned")  # fmt: skip
    french.add_claim("initiative", guichet, "date", value="2025-09/2025-11", by="CA-QC", qualifier="target")
    french.initiative("CA-QC", "Dossier santé", summary="Il est mis à l’essai avec l’Ontario depuis mars 2022.")
    french.need("Comment d’autres mesurent-ils la clarté de leurs lettres ?", by="CA-QC")
    graph = folder / "graph.db"
    SqliteStore(graph, create=True).add([english.reading(), french.reading()], None)
    return graph


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_in_both_languages_come_back(language, suffix, tmp_path):
    graph = build_of_two_languages(tmp_path)
    before = facts_of(graph, language=language)
    document = written(graph, tmp_path / f"brief.{suffix}", "--lang", language)
    after = expected_content(read_back(document, tmp_path / "other.db"), language=language)
    stated = ("Dossier santé", "start", "2022-03")  # in the text, which a brief does not change
    assert {**after, "dates": after["dates"] - {stated}} == before | {
        "partnerships": before["partnerships"]
        | {("Dossier santé", frozenset({("CA-QC", "lead"), ("CA-ON", "partner")}), "2022-03", None)}
    }
    known = accord.open_graph(tmp_path / "other.db", audience="members").document()["initiatives"]
    titles = {code: title for each in known for code, title in each["titles"].items() if title in TITLES}
    assert titles == {"en": "Services card", "fr": "Guichet unique"}
    texts = [each["summaries"] for each in known if TITLES & set(each["titles"].values())]
    assert {code: text for one in texts for code, text in one.items() if code != language} == {
        code: text for code, text in TEXTS.items() if code != language
    }


TITLES = {"Services card", "Guichet unique"}
TEXTS = {
    "en": "People prove who they are with it.",
    "fr": "On y trouve les permis et les actes de naissance.",
}


MARKED = {
    "fr": """\
- **Services card** (en anglais ; date de lancement mai 2021). Les travaux sont en cours. En partenariat avec
 l’Agence du revenu du Canada, la Colombie-Britannique et SaskTel.\\
  Texte en anglais : People prove who they are with it.
- How do others check forms before they go online? (Saskatchewan, « Services card », en anglais)
""",
    "en": """\
- **Guichet unique** (in French; due in fall 2025). The launch is planned. In partnership with
 New Brunswick.\\
  Text in French: On y trouve les permis et les actes de naissance.
- Comment d’autres mesurent-ils la clarté de leurs lettres ? (Quebec, in French)
""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_translation_is_marked_on_a_line_of_its_own(language, tmp_path):
    graph = build_of_two_languages(tmp_path)
    text = written(graph, tmp_path / "brief.md", "--lang", language).read_text("utf-8")
    lines = text.replace("\xa0", " ").replace("\u202f", " ").splitlines()
    expected = MARKED[language].replace("with\n", "with").replace("avec\n", "avec").splitlines()
    assert [line for line in expected if line not in lines] == []
