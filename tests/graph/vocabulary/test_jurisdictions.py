"""The vocabulary of jurisdictions: its data is whole, consistent, and read only when asked for."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from graph.names.index import AMBIGUOUS_FILE
from graph.names.recognizer import mentions
from graph.names.resolver import resolve
from graph.text.yaml import load_yaml
from graph.values import LEVELS
from graph.vocabulary.jurisdictions import FOLDER, entries, lineage

FILES = sorted(FOLDER.glob("*.yaml"))
FIELDS = {"id", "level", "names", "abbreviations", "codes", "part_of", "alternatives", "former", "adjectives"}
PROVINCES = {
    *("CA-AB", "CA-BC", "CA-MB", "CA-NB", "CA-NL", "CA-NS", "CA-ON", "CA-PE", "CA-QC", "CA-SK"),
    *("CA-NT", "CA-NU", "CA-YT"),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_entry_is_well_formed(path):
    for item in load_yaml(path.read_text(encoding="utf-8")):
        assert set(item) <= FIELDS, item["id"]
        assert item["level"] in LEVELS, item["id"]
        assert item["id"] == item["id"].upper()
        assert set(item["id"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"), item["id"]
        assert set(item["names"]) <= {"en", "fr"}
        for field in FIELDS & set(item) - {"id", "level", "part_of"}:
            assert item[field], f"{item['id']}: leave {field} out when it is empty"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_are_clean_and_written_once(path):
    for item in load_yaml(path.read_text(encoding="utf-8")):
        for language in ("en", "fr"):
            texts = [item[field][language] for field in ("names",) if language in item[field]]
            for field in ("alternatives", "former", "adjectives"):
                texts += item.get(field, {}).get(language, [])
            assert len(texts) == len(set(texts)), f"{item['id']}: {texts}"
            for text in texts:
                assert isinstance(text, str), f"{item['id']}: quote {text!r}"
                assert text == " ".join(text.split()), text
                assert "'" not in text, f"write ’ in {text}"


def test_it_holds_the_governments_and_organisations_a_council_names():
    known = entries()
    governments = {one for one, entry in known.items() if entry.is_government and entry.level != "municipal"}
    assert governments == {"CA", *PROVINCES}
    federal = [e for e in known.values() if e.level == "federal" and e.codes.get("gc-orgid")]
    assert len(federal) > 200
    assert all({"en", "fr"} <= set(entry.names) for entry in federal)
    assert Counter(entry.level for entry in known.values())["municipal"] >= 30
    for one in ("CRA", "TBS", "ESDC", "STATCAN", "ISED", "IRCC", "IRB", "ISC", "VAC", "SSC", "PSPC", "CBSA"):
        assert lineage(one) == (one, "CA")


def test_every_part_belongs_to_something_known_and_never_to_itself():
    for one, entry in entries().items():
        assert entry.part_of is None or entry.part_of in entries(), one
        assert len(set(lineage(one))) == len(lineage(one)), one


def test_registry_numbers_are_unique_but_for_the_two_commissioners():
    count = Counter(e.codes["gc-orgid"] for e in entries().values() if "gc-orgid" in e.codes)
    assert {number for number, times in count.items() if times > 1} == {"256"}


def test_names_never_to_be_guessed_lead_to_known_jurisdictions():
    for item in load_yaml(AMBIGUOUS_FILE.read_text(encoding="utf-8"))["never_guess"]:
        assert len(item["may_be"]) > 1
        assert set(item["may_be"]) <= set(entries())


@pytest.mark.parametrize(
    ("one", "line"),
    [
        ("SERVICE-CANADA", ("SERVICE-CANADA", "ESDC", "CA")),
        ("SERVICE-BC", ("SERVICE-BC", "BC-CITIZENS-SERVICES", "CA-BC")),
        ("CALGARY", ("CALGARY", "CA-AB")),
        ("PSSDC", ("PSSDC",)),
        ("NOT-KNOWN", ("NOT-KNOWN",)),
    ],
)
def test_lineage_goes_from_the_part_to_its_government(one, line):
    assert lineage(one) == line


def test_a_name_falls_back_to_the_language_there_is():
    entry = entries()["CA-NS"]
    assert (entry.name("fr"), entry.name("en"), entry.name("iu")) == ("Nouvelle-Écosse", "Nova Scotia", "Nova Scotia")


def test_every_code_of_a_province_finds_it():
    for one in PROVINCES:
        assert resolve(entries()[one].codes["postal"]).id == one
        assert resolve(entries()[one].codes["iso-3166-2"]).id == one


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (("UNDP", "PNUD", "United Nations Development Programme",
          "Programme des Nations Unies pour le développement"), "UNDP"),
        (("UNICEF", "Unicef", "United Nations Children’s Fund", "Fonds des Nations Unies pour l’enfance"), "UNICEF"),
        (("OMS", "World Health Organization", "Organisation mondiale de la santé"), "WORLD-HEALTH-ORGANIZATION"),
        (("UN-Habitat", "ONU-Habitat"), "UN-HABITAT"),
        (("UN Women", "ONU Femmes"), "UN-WOMEN"),
        (("UNECE", "CEE-ONU"), "UNECE"),
        (("NATO", "OTAN"), "NATO"),
        (("ECOWAS", "CEDEAO"), "ECOWAS"),
        (("WAEMU", "UEMOA"), "WAEMU"),
        (("African Union", "Union africaine"), "AFRICAN-UNION"),
        (("Africa CDC", "CDC Afrique"), "AFRICA-CDC"),
        (("JICA", "Agence japonaise de coopération internationale"), "JICA"),
        (("NHS Digital",), "NHS-ENGLAND"),
        (("DINSIC", "DINUM"), "DINUM"),
        (("SPW", "Service public de Wallonie (SPW)", "Public Service of Wallonia"), "SPW"),
        (("Wallonie-Bruxelles International (WBI)",), "WALLONIE-BRUXELLES-INTERNATIONAL"),
        (("Fédération Wallonie-Bruxelles", "Communauté française de Belgique", "French Community of Belgium"),
         "FRENCH-COMMUNITY-OF-BELGIUM"),
        (("SPF Stratégie et Appui", "FPS BOSA", "Service public fédéral Stratégie et Appui"),
         "BELGIAN-FPS-POLICY-AND-SUPPORT"),
        (("swisstopo", "Office fédéral de topographie", "Federal Office of Topography"), "SWISSTOPO"),
        (("OFEV", "FOEN", "Office fédéral de l’environnement"), "FOEN"),
        (("Institut de recherche pour le développement (IRD)",), "IRD-FRANCE"),
        (("Ifremer", "IFREMER"), "IFREMER"),
        (("Agence de l’eau Loire-Bretagne", "Loire-Bretagne Water Agency"), "AGENCE-DE-L-EAU-LOIRE-BRETAGNE"),
        (("MTMD", "Ministère des Transports et de la Mobilité durable"), "MTMD"),
        (("MAPAQ", "Ministère de l’Agriculture, des Pêcheries et de l’Alimentation du Québec"), "MAPAQ"),
        (("CILSS", "Permanent Interstate Committee for Drought Control in the Sahel"), "CILSS"),
    ],
)  # fmt: skip
def test_the_names_and_letters_of_a_body_in_both_languages_lead_to_one_entry(texts, one):
    for text in texts:
        assert resolve(text).id == one
        assert [mention.id for mention in mentions(f"La carte est de {text}.")] == [one]


@pytest.mark.parametrize(
    "text", ["WHO WE ARE", "PAM ET SIDA", "UN HABITAT DE QUALITÉ", "Un habitat durable", "ISO 9001"]
)
def test_words_and_standards_are_no_letters_of_a_body(text):
    assert mentions(text) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Home Office", "Ministry of Justice", "Environment Agency", "Department for Education", "Cour des comptes"),
        *("National Science Foundation", "Food and Drug Administration", "Department of Agriculture", "Norad", "FDA"),
    ],
)
def test_a_name_that_bodies_of_several_countries_have_is_that_of_none(name):
    assert resolve(name).id is None
    assert [one.id for one in mentions(f"the {name}") if one.id] == []


@pytest.mark.parametrize(("letters", "one"), [("SADC", "CDIC"), ("SPC", "SSC"), ("FCC", "FCC"), ("OIPC", "OIPC")])
def test_letters_of_canadian_bodies_stay_theirs(letters, one):
    assert resolve(letters).id == one


def test_nothing_is_read_on_import():
    code = (
        "import sys, graph.vocabulary.jurisdictions, graph.names.resolver, graph.names.recognizer;"
        "assert not {'yaml', 'pydantic', 'rapidfuzz', 'anyascii'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Kerala", "en", "IN-KL"),
        ("Uttar Pradesh", "en", "IN-UP"),
        ("Catalonia", "en", "ES-CT"),
        ("Catalogne", "fr", "ES-CT"),
        ("Lombardy Region", "en", "IT-25"),
        ("Région Lombardie", "fr", "IT-25"),
        ("Western Cape", "en", "ZA-WC"),
        ("Jalisco", "en", "MX-JAL"),
        ("État de São Paulo", "fr", "BR-SP"),
        ("Lagos State", "en", "NG-LA"),
        ("Province du Brabant-Septentrional", "fr", "NL-NB"),
        ("Sarawak", "en", "MY-13"),
        ("Province of Mendoza", "en", "AR-M"),
        ("Canton du Valais", "fr", "CH-VS"),
        ("État de Genève", "fr", "CH-GE"),
        ("Etat de Vaud", "fr", "CH-VD"),
        ("Republic and Canton of Geneva", "en", "CH-GE"),
        ("Canton of Lucerne", "en", "CH-LU"),
        ("Bretagne", "fr", "FR-BRE"),
        ("Région Bretagne", "fr", "FR-BRE"),
        ("Bretagne (région)", "fr", "FR-BRE"),
        ("Conseil régional de Normandie", "fr", "FR-NOR"),
        ("Normandy Region", "en", "FR-NOR"),
        ("Collectivité de Corse", "fr", "FR-20R"),
        ("Région PACA", "fr", "FR-PAC"),
        ("Wallonie", "fr", "BE-WAL"),
        ("Walloon Region", "en", "BE-WAL"),
        ("la Flandre", "fr", "BE-VLG"),
        ("Vlaanderen", "en", "BE-VLG"),
        ("Land de Bavière", "fr", "DE-BY"),
        ("Free State of Saxony", "en", "DE-SN"),
        ("Nordrhein-Westfalen", "en", "DE-NW"),
        ("Rhénanie-du-Nord-Westphalie", "fr", "DE-NW"),
        ("Carinthia", "en", "AT-2"),
        ("Kärnten", "en", "AT-2"),
        ("Vaud", "fr", "CH-VD"),
        ("Valais", "fr", "CH-VS"),
        ("Argovie", "fr", "CH-AG"),
        ("Ticino", "en", "CH-TI"),
        ("Grisons", "en", "CH-GR"),
        ("Bâle-Campagne", "fr", "CH-BL"),
        ("Asturies", "fr", "ES-AS"),
        ("Puglia", "en", "IT-75"),
        ("São Paulo State", "en", "BR-SP"),
        ("Province du Chaco", "fr", "AR-H"),
        ("Noord-Brabant", "en", "NL-NB"),
        ("Cap du Nord", "fr", "ZA-NC"),
        ("Orissa", "en", "IN-OD"),
        ("Commonwealth of Virginia", "en", "US-VA"),
        ("Government of Flanders", "en", "BE-VLG"),
        ("Queensland Government", "en", "AU-QLD"),
        ("Gouvernement du Kerala", "fr", "IN-KL"),
    ],
)
def test_parts_of_federations_and_regions_that_govern_are_known(name, language, code):
    found = resolve(name, language)
    assert found.id is not None
    assert entries()[found.id].codes == {"iso-3166-2": code}


def test_a_part_of_a_country_has_no_english_name_in_french_where_french_has_another():
    known = entries()
    names = {one: known[one].names["fr"] for one in ("BRITTANY", "NORMANDY", "BAVARIA", "TUSCANY", "TASMANIA")}
    assert list(names.values()) == ["Bretagne", "Normandie", "Bavière", "Toscane", "Tasmanie"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le Valais et la Wallonie signent.", ["CANTON-OF-VALAIS", "WALLONIA"]),
        ("La Grande-Bretagne signe.", ["UNITED-KINGDOM"]),
        ("L’Agence de l’eau Seine-Normandie finance le projet.", ["AGENCE-DE-L-EAU-SEINE-NORMANDIE"]),
        ("le bureau du 12, avenue de Flandre", []),
        ("Un État libre et indépendant.", []),
        ("La Métropole Genève Bretagne signe.", []),
    ],
)
def test_names_of_parts_of_countries_in_a_text(text, found):
    assert [one.id for one in mentions(text) if one.kind == "name"] == found


@pytest.mark.parametrize(
    "name", ["Agence de l’eau", "Institut géographique national", "Ministère de la Santé et des Services sociaux",
             "Caisse des dépôts", "Confédération", "Communauté française", "Région Sud", "Cornouailles"]
)  # fmt: skip
def test_a_name_that_bodies_of_several_french_speaking_governments_have_is_that_of_none(name):
    assert resolve(name, "fr").id is None


@pytest.mark.parametrize(
    "name",
    ["Lagos", "Mendoza", "Para", "Rivers", "Marche", "Hidalgo", "Utrecht", "Genève", "Jura", "Uri", "Fribourg", "Zug",
     "Limburg", "Bruxelles", "Vienna"],
)  # fmt: skip
def test_a_name_that_may_be_of_a_city_a_person_or_a_word_is_no_part_of_a_country(name):
    assert resolve(name, "en").id is None
