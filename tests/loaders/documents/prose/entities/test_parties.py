"""Which governments and bodies a text names: by letters, in small letters, and not in addresses or headings."""

from __future__ import annotations

import pytest

from graph.text.strings import jurisdiction_slug
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.bodies.named import find_organisations
from loaders.documents.prose.entities.parties import find_abbreviation, find_parties, read_names
from loaders.documents.prose.entities.party import Names
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


def named(text: str, language: str, country: str | None = None) -> list[str]:
    return [one.key for one in find_parties(text, rules(language), Names(country))]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The US and the EU signed a declaration on ferries.", "en", ["UNITED-STATES", "EU"]),
        ("The map was made by the U.S. government and the UN.", "en", ["UNITED-STATES", "UN"]),
        ("The US – Iceland harbour deal", "en", ["UNITED-STATES", "ICELAND"]),
        ("L’UE et l’Islande ont signé une déclaration.", "fr", ["EU", "ICELAND"]),
        ("US companies read EU law, a US-based museum does not.", "en", []),
        ("CONTACT US", "en", []),
        ("GOV.UK has a new page.", "en", []),
    ],
)
def test_countries_by_letters_that_are_also_words(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("country", "wanted"),
    [("UNITED-STATES", ["UNITED-KINGDOM"]), ("ICELAND", ["UNITED-KINGDOM"]), (None, ["UNITED-KINGDOM"])],
)
def test_a_country_is_known_by_its_letters_in_the_documents_of_others(country, wanted):
    assert named("A team of the UK has drawn the map.", "en", country) == wanted


@pytest.mark.parametrize(
    ("country", "wanted"),
    [
        (None, ["DND", "TBS"]),
        ("CA", ["DND", "TBS"]),
        ("UNITED-STATES", ["DEPARTMENT-OF-NATIONAL-DEFENCE", "TREASURY-BOARD-SECRETARIAT"]),
    ],
)
def test_a_department_is_that_of_the_country_that_the_document_is_about(country, wanted):
    text = "The Department of National Defence drew the map. The Treasury Board Secretariat paid for it."
    assert named(text, "en", country) == wanted


@pytest.mark.parametrize(
    ("text", "language", "country", "wanted"),
    [
        ("Le Gouvernement a ouvert le registre.", "fr", "SENEGAL", ["SENEGAL"]),
        ("The Government opened the register.", "en", "SINGAPORE", ["SINGAPORE"]),
        ("Le gouvernement a ouvert le registre.", "fr", "CA", []),
        ("The Government opened the register.", "en", None, []),
    ],
)
def test_the_government_is_that_of_the_country_where_there_is_one(text, language, country, wanted):
    assert named(text, language, country) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("portée par la direction générale des phares, la carte", "direction générale des phares"),
        (
            "la délégation interministérielle aux archives de France note",
            "délégation interministérielle aux archives de France",
        ),
        ("la communauté de communes du Pays des Dunes a ouvert", "communauté de communes du Pays des Dunes"),
        ("avec l’agence nationale de la cohésion des rives et elle", "agence nationale de la cohésion des rives"),
        ("porté par le CHU de Normandie en 2021", "CHU de Normandie"),
        ("signé par la DREAL de Bretagne en mai", "DREAL de Bretagne"),
    ],
)
def test_french_bodies_whose_kind_is_written_in_small_letters_or_as_letters(text, wanted):
    assert [text[start:end] for start, end in find_organisations(text, "fr")] == [wanted]


def test_a_direction_that_is_none_of_a_body_is_no_body():
    assert list(find_organisations("Le vent change de direction générale, puis de centre.", "fr")) == []


def test_the_abbreviation_behind_a_name_is_its_own():
    text = "the Harbour Map Society (HMS) and the Dune Council (a body)"
    assert find_abbreviation(text, 4, 23) == "HMS"
    assert find_abbreviation(text, 38, 50) is None


@pytest.mark.parametrize(
    "name",
    ["Board of Directors", "BOARD", "the Steering Committee", "They", "Parish Council", "Chairman",
     "Comité de pilotage", "Conseil d’administration", "Elles", "le Maire", "Parties", "Participants", "SIGNATORIES",
     "Signataires"],
)  # fmt: skip
def test_a_name_that_every_organisation_could_use_is_common(name):
    assert is_common(name)


@pytest.mark.parametrize(
    "name",
    ["Ministry of Planning", "Department of State", "City of Selkirk", "Harbour Board", "IT", "FN", "Comité des forêts",
     "Conseil départemental de la Meuse"],
)  # fmt: skip
def test_a_name_with_a_word_of_its_own_is_not_common(name):
    assert not is_common(name)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The three sides met in May. They signed the Harbour Accord.", "en", []),
        ("The Board of Directors approved the Ferry Plan with Iceland.", "en", ["ICELAND"]),
        ("Le Comité de pilotage a adopté la feuille de route avec l’Islande.", "fr", ["ICELAND"]),
        ("About Harbour Safety Office", "en", ["HARBOUR-SAFETY-OFFICE"]),
        ("Summary of the Harbour Planning Committee", "en", ["HARBOUR-PLANNING-COMMITTEE"]),
    ],
)
def test_a_body_without_a_name_of_its_own_is_no_party(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Texas Dune Restoration Board paid for it.", "en", ["TEXAS-DUNE-RESTORATION-BOARD"]),
        ("The Yukon Ferry Coalition is building a pier.", "en", ["YUKON-FERRY-COALITION"]),
        ("It was drawn with the Toronto Map Library.", "en", ["TORONTO-MAP-LIBRARY"]),
        ("Le plan est de l’Office des bacs du Yukon.", "fr", ["OFFICE-DES-BACS-DU-YUKON"]),
        ("The Texas Department of Ferries paid for it.", "en", ["TEXAS-DEPARTMENT-OF-FERRIES"]),
        ("The Queensland Government paid for it.", "en", ["QUEENSLAND"]),
        ("The State of Oregon paid for it.", "en", ["OREGON"]),
        ("Le ministère des Bacs du Québec l’a payé.", "fr", ["MINISTERE-DES-BACS-DU-QUEBEC"]),
        ("The Norwegian Ministry of Ferries paid for it.", "en", ["NORWAY"]),
    ],
)
def test_a_body_named_after_a_government_is_a_party_and_the_ministry_of_a_country_is_not(text, language, wanted):
    assert named(text, language) == wanted


def test_a_body_is_named_again_without_its_government():
    names = Names(None)
    first, again = (
        find_parties(text, rules("en"), names)
        for text in ("The Texas Dune Restoration Board met.", "The Dune Restoration Board paid for it.")
    )
    assert [one.key for one in first] == [one.key for one in again] == ["TEXAS-DUNE-RESTORATION-BOARD"]


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("The Texas Dune Restoration Agency paid for it.", "TEXAS"),
        ("The Texas Department of Ferries paid for it.", "TEXAS"),
        ("The Ministry of Ferries of Alberta paid for it.", "CA-AB"),
        ("The Yukon Ferry Coalition paid for it.", None),
        ("The Dune Restoration Agency paid for it.", None),
    ],
)
def test_a_public_body_named_after_a_government_is_part_of_it(text, government):
    (one,) = find_parties(text, rules("en"), Names(None))
    assert one.named is not None
    assert one.named.part_of == government


@pytest.mark.parametrize("text", ["Iceland-based ferries cross it.", "A Norway-wide survey of piers was made."])
def test_a_place_within_a_compound_is_no_party(text):
    assert named(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The French and Japanese governments signed it.", "en", ["FRANCE", "JAPAN"]),
        ("The British Government and the UK authorities paid for it.", "en", ["UNITED-KINGDOM", "UNITED-KINGDOM"]),
        ("The Norwegian Ministry of Ferries runs it.", "en", ["NORWAY"]),
        ("The Scottish Government runs it.", "en", ["SCOTLAND"]),
        ("The Norwegian Dune Agency runs it.", "en", ["NORWEGIAN-DUNE-AGENCY"]),
        ("The French version and Norwegian ferries are late.", "en", []),
        ("Les gouvernements français et japonais l’ont signé.", "fr", ["FRANCE", "JAPAN"]),
        ("Les autorités sénégalaises et l’État belge l’ont payé.", "fr", ["SENEGAL", "BELGIUM"]),
        ("La version française est en retard.", "fr", []),
        ("The Norwegian and Swedish ministers of ports signed it.", "en", ["NORWAY", "SWEDEN"]),
        ("The French Minister of Ports and the Danish foreign minister signed it.", "en", ["FRANCE", "DENMARK"]),
        ("Norwegian ministers of the church read it.", "en", []),
        ("Les ministres norvégien, suédois et danois des Ports l’ont signé.", "fr", ["NORWAY", "SWEDEN", "DENMARK"]),
        ("Les ministres des Ports ontarien et québécois l’ont signé.", "fr", ["CA-ON", "CA-QC"]),
        ("La ministre québécoise des Ports l’a signé.", "fr", ["CA-QC"]),
        ("Le ministre sortant et la pêche norvégienne vont bien.", "fr", []),
    ],
)
def test_a_government_is_named_by_an_adjective(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "country", "wanted"),
    [
        ("L’État l’a payé.", "FRANCE", ["FRANCE"]),
        ("L’État de l’Oregon et le chef de l’État l’ont payé.", "FRANCE", ["OREGON"]),
        (
            "La Confédération devrait le payer, et le Conseil fédéral aussi.",
            "SWITZERLAND",
            ["SWITZERLAND", "SWITZERLAND"],
        ),
        ("L’État l’a payé.", "SWITZERLAND", []),
    ],
)
def test_a_state_is_the_country_that_the_document_is_about(text, country, wanted):
    assert named(text, "fr", country) == wanted


def read_parties(language: str, *texts: str) -> list[list[str]]:
    """The parties of each text, as those of one document."""
    known = rules(language)
    names = read_names(texts, known)
    return [[one.key for one in find_parties(text, known, names)] for text in texts]


def test_a_ministry_without_its_government_is_one_of_that_which_the_document_names_most():
    texts = ("Sri Lanka and the Government of Sri Lanka.", "The Ministry of Ferries signed it with Norway.")
    assert read_parties("en", *texts)[1] == ["SRI-LANKA-MINISTRY-OF-FERRIES", "NORWAY"]
    (one, _) = find_parties(texts[1], rules("en"), read_names(texts, rules("en")))
    assert one.named is not None
    assert one.named.part_of == "SRI-LANKA"


@pytest.mark.parametrize("text", ["Department of Ferries of Ruritania", "ministère des Bacs du Ruritania"])
def test_a_ministry_that_says_of_which_government_it_is_stays_under_its_own_name(text):
    assert all("NORWAY" not in key for key in read_parties("en", "Norway, Norway and Norway.", text)[1])


def test_bodies_of_the_united_states_are_known_without_their_prefix_in_their_own_documents():
    text = "The Department of Labor and the Environmental Protection Agency drew the map."
    assert read_parties("en", "The United States.", text)[1] == ["US-DEPARTMENT-OF-LABOR", "EPA"]
    assert read_parties("en", "Oregon, Oregon, Oregon and the United States.", text)[1] == [
        "OREGON-DEPARTMENT-OF-LABOR",
        "ENVIRONMENTAL-PROTECTION-AGENCY",
    ]
    assert read_parties("en", "Iceland.", text)[1][1] == "ENVIRONMENTAL-PROTECTION-AGENCY"


@pytest.mark.parametrize(
    ("country", "wanted"), [("FRANCE", ["IGN-FRANCE"]), ("BELGIUM", ["IGN"]), (None, ["IGN-FRANCE"])]
)
def test_letters_of_a_national_body_are_those_of_another_one_in_the_documents_of_another_country(country, wanted):
    assert named("L’IGN a dessiné la carte.", "fr", country) == wanted


def test_letters_that_others_have_are_those_of_a_country_that_the_document_names():
    text = "La RDC et le Rwanda l’ont signé."
    assert read_parties("fr", "La République démocratique du Congo.", text)[1] == ["CONGO-KINSHASA", "RWANDA"]
    assert read_parties("fr", "Le Rwanda.", text)[1] == ["RWANDA"]


@pytest.mark.parametrize(
    ("language", "title", "text", "wanted"),
    [
        ("en", "City of Riverton", "Riverton City Council approved it. The City will pay for it.", ["RIVERTON"] * 2),
        ("en", "MINUTES OF THE CITY OF RIVERTON", "The City Council approved it.", ["RIVERTON"]),
        ("en", "City of Riverton", "The Civic Administration BE AUTHORIZED to pay.", ["RIVERTON"]),
        ("en", "MINUTES", "The City Council approved it, and so did the City Manager.", []),
        ("en", "Town of Riverton and Town of Lakeby", "The Town Council approved it.", []),
        ("en", "Whitehorse, 3 May 2021", "The City will pay for it.", []),
        ("en", "City of Whitehorse", "The City will pay for it.", ["WHITEHORSE"]),
        ("en", "City of Kansas City", "Kansas paid for it.", ["KANSAS"]),
        ("fr", "PROCÈS-VERBAL DU CONSEIL MUNICIPAL DE LA-ROCHE", "Le Conseil Municipal l’approuve.", ["LA-ROCHE"]),
        (
            "fr",
            "Ville de La-Roche",
            "La mairie de La-Roche et la commune de Grandlieu l’ont payé.",
            ["LA-ROCHE", "GRANDLIEU"],
        ),
        ("fr", "Compte rendu", "Le conseil municipal l’approuve.", []),
    ],
)
def test_a_town_is_one_party_by_all_its_names_and_by_words_for_it(language, title, text, wanted):
    assert read_parties(language, title, text)[1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("le Centre de gestion du Rhône pour l’année 2019", ["Centre de gestion du Rhône"]),
        ("la Confédération devrait payer", []),
        ("le Conseil Municipal d’attribuer le marché", []),
        ("l’Agence pour l’emploi des cadres", ["Agence pour l’emploi des cadres"]),
    ],
)
def test_a_french_name_ends_before_what_is_no_part_of_it(text, wanted):
    assert [text[start:end] for start, end in find_organisations(text, "fr")] == wanted


@pytest.mark.parametrize(
    ("explained", "used", "language", "wanted"),
    [
        ("The Office of Iron Trade (OIT) met.", "OIT drew the map.", "en", "OFFICE-OF-IRON-TRADE"),
        ("The Greenfield Services Agency (GSA) met.", "GSA drew the map.", "en", "GREENFIELD-SERVICES-AGENCY"),
        ("The World Health Organization (WHO) met.", "WHO drew the map.", "en", "WORLD-HEALTH-ORGANIZATION"),
        ("Le Programme alimentaire mondial (PAM) a siégé.", "Le PAM a fait la carte.", "fr", "WFP"),
        ("The board met.", "UNDP drew the map.", "en", "UNDP"),
        ("Le conseil a siégé.", "Le PNUD a fait la carte.", "fr", "UNDP"),
    ],
)
def test_letters_are_those_of_the_body_for_which_the_document_explains_them(explained, used, language, wanted):
    names = read_names([explained, used], rules(language))
    assert [one.key for one in find_parties(used, rules(language), names)] == [wanted]


def test_an_officer_is_no_part_of_the_name_of_the_body_behind():
    text = "It is run by the Chief Ferry Officer and Office of the Chief Auditor."
    assert [text[start:end] for start, end in find_organisations(text, "en")] == ["Office of the Chief Auditor"] * 2


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("with the Harbour Administration on the Long Bridge Project", "en", ["Harbour Administration"]),
        ("the Lake Commission on the Status of Fishers", "en", ["Lake Commission on the Status of Fishers"]),
        ("the Department of Lakes and Department of Rivers", "en", ["Department of Lakes", "Department of Rivers"]),
        ("the Department of Lakes and Rivers", "en", ["Department of Lakes and Rivers"]),
        ("the Lakes Board and the Department of Rivers", "en", ["Lakes Board", "Department of Rivers"]),
        ("The Corporation of the City of Duneville and Lake Homes", "en", ["City of Duneville"]),
        ("The Corporation of the Township of Old Lake", "en", ["Township of Old Lake"]),
        ("the Lake Corporation of Duneville", "en", ["Lake Corporation of Duneville"]),
        ("the President’s Council on Fishing", "en", ["President’s Council on Fishing"]),
        (
            "Convention entre l’académie de Dunes et le rectorat d’Orville",
            "fr",
            ["académie de Dunes", "rectorat d’Orville"],
        ),
        (
            "the Old Cape-Long Lake-Saint Peter Dunes Coastal Rail Path Agency",
            "en",
            ["Old Cape-Long Lake-Saint Peter Dunes Coastal Rail Path Agency"],
        ),
        ("auprès du Département du Lac pour les travaux de la digue", "fr", ["Département du Lac"]),
        ("de l’Agence nationale pour la protection des lacs", "fr", ["Agence nationale pour la protection des lacs"]),
        ("avec la Northern Harbour Commission et les communes", "fr", ["Northern Harbour Commission"]),
    ],
)
def test_a_name_of_a_body_ends_where_another_name_or_a_purpose_begins(text, language, wanted):
    assert list(dict.fromkeys(text[start:end] for start, end in sorted(find_organisations(text, language)))) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("La carte est celle de la société Boudune et de l’entreprise LAC.", "fr", ["BOUDUNE", "LAC"]),
        ("Un partenariat initié par les Pays du Lac et le groupe Boudune.", "fr", ["PAYS-DU-LAC", "BOUDUNE"]),
        ("The map is that of the company Boudune and the non-profit Map the Lake.", "en", ["BOUDUNE", "MAP"]),
        ("A venture between Lake Bank, Standard Lake and Boudune.", "en", ["LAKE-BANK", "STANDARD-LAKE", "BOUDUNE"]),
    ],
)
def test_a_body_is_known_by_what_it_is_called_and_by_the_company_it_is_in(text, language, wanted):
    found = find_parties(text, rules(language), Names(None), lexicon(language))
    assert [jurisdiction_slug(one.name) for one in found] == wanted


def test_a_name_of_many_in_a_country_is_not_the_country():
    assert named("Les Régions de France publient une carte.", "fr") == []
    assert named("Les Gouvernements de France et de Norvège publient une carte.", "fr") == ["FRANCE", "NORWAY"]


def test_letters_are_explained_by_the_name_in_brackets_behind_them():
    text = "la DGP (Direction générale des ports)"
    assert find_abbreviation(text, text.index("Direction"), len(text) - 1) == "DGP"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Signed by the Departments of Ports and Fairways.", "en", ["Department of Ports", "Department of Fairways"]),
        ("made by the departments of Ports and Fairways", "en", ["Department of Ports", "Department of Fairways"]),
        (
            "The U.S. Departments of Agriculture, Ferries and Harbours, and the Interior agreed.",
            "en",
            ["Department of Agriculture", "Department of Ferries and Harbours", "Department of the Interior"],
        ),
        ("The ministries of Finance and of Planning agreed.", "en", ["Ministry of Finance", "Ministry of Planning"]),
        ("signé par les départements de l’Ain et du Rhône", "fr", ["département de l'Ain", "département du Rhône"]),
        ("les cantons de Genève et de Vaud ont signé", "fr", ["canton de Genève", "canton de Vaud"]),
        (
            "porté par les ministères de l’Intérieur, de la Justice et de la Culture",
            "fr",
            ["ministère de l'Intérieur", "ministère de la Justice", "ministère de la Culture"],
        ),
        ("par les Régions Normandie et Centre-Val de Loire", "fr", ["région Normandie", "région Centre-Val de Loire"]),
        (
            "signé par les ministères des Ports de l’Ontario, du Yukon et du Manitoba",
            "fr",
            ["ministère des Ports de l'Ontario", "ministère des Ports du Yukon", "ministère des Ports du Manitoba"],
        ),
        (
            "signed by the Departments of Ports of Ontario and Yukon",
            "en",
            ["Department of Ports of Ontario", "Department of Ports of Yukon"],
        ),
        (
            "les ministères des Ports et des Phares du Manitoba",
            "fr",
            ["ministère des Ports", "ministère des Phares du Manitoba"],
        ),
        ("ouvert dans les départements de la Marne et des Vosges", "fr", []),
        ("used across the Departments of Ports and Fairways", "en", []),
        (
            "Run by the Alder, Birch and Upper Cedar district councils.",
            "en",
            ["Alder District Council", "Birch District Council", "Upper Cedar District Council"],
        ),
        (
            "Signed by the Alder and Birch Port Authorities.",
            "en",
            ["Alder Port Authority", "Birch Port Authority"],
        ),
        ("used across the Alder and Birch district councils", "en", []),
        ("City and county councils, and the district councils, agreed.", "en", []),
    ],
)
def test_a_plural_names_bodies_of_one_kind(text, language, wanted):
    assert [one.name.replace("’", "'") for one in find_parties(text, rules(language), Names())] == wanted


def test_a_word_that_leads_to_a_name_is_no_part_of_it():
    text = "Alongside Alder Regional Council, Iceland opened it."
    assert named(text, "en") == ["ALDER-REGIONAL-COUNCIL", "ICELAND"]


def test_bodies_of_a_plural_that_the_vocabulary_has_are_these():
    assert named("Les cantons de Genève et de Vaud ont signé.", "fr") == ["CANTON-OF-GENEVE", "CANTON-OF-VAUD"]
    text = "The Department of Energy and the Departments of Health and Labor met in the United States."
    assert named(text, "en")[1:] == ["DEPARTMENT-OF-HEALTH", "DEPARTMENT-OF-LABOR", "UNITED-STATES"]


def test_an_abbreviation_is_that_of_the_body_whose_name_begins_with_its_letters():
    text = "L’Agence régionale de santé Grand Est ouvre un guichet, porté par l’ARS."
    parties = find_parties(text, rules("fr"), read_names([text], rules("fr")))
    assert {one.key for one in parties} == {"AGENCE-REGIONALE-DE-SANTE-GRAND-EST"}
    of_two = text + " L’Agence de recherche spatiale y participe."
    names = read_names([of_two], rules("fr"))
    assert "ARS" not in names.acronyms


def test_a_body_has_the_adjective_of_its_name():
    assert [
        one.name for one in find_parties("La Direction de la sécurité civile publie le plan.", rules("fr"), Names())
    ] == ["Direction de la sécurité civile"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Civic Tide Panel BE AUTHORIZED to sign.", "en", []),
        ("It goes to the Pier Committee of April 4.", "en", ["Pier Committee"]),
        ("The Tide Council on June 17, 2025 heard it.", "en", ["Tide Council"]),
        ("The Secretary of the Ministry of Tides of Norquest signed.", "en", ["Ministry of Tides of Norquest"]),
        ("It was led by the CEO of the Alder Harbour Authority.", "en", ["Alder Harbour Authority"]),
        ("Initially Alder Harbour Authority paid.", "en", ["Alder Harbour Authority"]),
        ("The Secretary of Health and Human Services signed.", "en", ["Secretary of Health and Human Services"]),
        ("The Secretary of State for Tides signed.", "en", []),
        (
            "Le Comité interministériel des marées du 29 octobre 2018 annonce.",
            "fr",
            ["Comité interministériel des marées"],
        ),
        (
            "between the Minister of Piers and The Corporation of the City of Regina for the pier",
            "en",
            ["City of Regina"],
        ),
    ],
)
def test_a_name_has_no_office_date_or_verb(text, language, wanted):
    assert [one.name for one in find_parties(text, rules(language), Names())] == wanted


@pytest.mark.parametrize("name", ["Federal", "Bank", "Banque", "University", "Européen", "Number", "Of", "l'État"])
def test_a_word_that_says_nothing_without_another_is_common(name):
    assert is_common(name.removeprefix("l'"))


@pytest.mark.parametrize(
    ("texts", "language", "wanted"),
    [
        (["The City of Regina, the City of Regina, the City of Regina and Alberta met."], "en", None),
        (["Ontario pays. Ontario signs. Ontario builds. Regina waits."], "en", "CA-ON"),
        (["La Bretagne signe. La Bretagne paie. La France aussi."], "fr", "FRANCE"),
    ],
)
def test_a_town_or_a_region_has_no_ministries(texts, language, wanted):
    assert read_names(texts, rules(language)).government == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La communauté de communes des Dunes, la DREAL et l'agence de l'eau signent.", "FRANCE"),
        ("La communauté de communes des Dunes signe.", None),
        ("La communauté de communes des Dunes, la DREAL et le Sénégal signent.", "SENEGAL"),
    ],
)
def test_kinds_of_bodies_of_france_alone_give_the_country(text, wanted):
    assert read_names([text], rules("fr")).country == wanted


def test_letters_of_a_country_behind_an_article_are_it_in_any_document():
    assert named("Le gouvernement de la RDC signe avec le CEA.", "fr") == ["CONGO-KINSHASA"]
    assert "CONGO-KINSHASA" not in named("Le bureau RDC 4 ouvre.", "fr")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is run with CSC (Finland), DeIC (Denmark) and Uninett (Norway).", ["UNINETT"]),
        ("It is run with Aalto University (Finland) and Ontario (Canada).", ["AALTO-UNIVERSITY", "CA-ON"]),
        ("Two governments (Iceland, Norway) signed it.", ["ICELAND", "NORWAY"]),
        ("Its sponsor (Iceland) signed it.", ["ICELAND"]),
    ],
)
def test_a_country_in_brackets_behind_a_body_says_where_it_is(text, wanted):
    found = find_parties(text, rules("en"), Names(None), lexicon("en"))
    assert [one.key for one in found if one.key not in ("CSC", "DEIC", "CORRECTIONAL-SERVICE-CANADA")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Aalto University, University of Tartu and Uppsala University",
         ["Aalto University", "University of Tartu", "Uppsala University"]),
        ("Halden Parks and Buoys Department and Moss Valley Authority",
         ["Halden Parks and Buoys Department", "Moss Valley Authority"]),
        ("Halden Division of Fish and Buoys, Moss Game and Fish Department and Port Survey Office",
         ["Halden Division of Fish and Buoys", "Moss Game and Fish Department", "Port Survey Office"]),
        ("Halden Agricultural and Mechanical University", ["Halden Agricultural and Mechanical University"]),
        ("the Department of Agriculture, Fisheries and Food", ["Department of Agriculture, Fisheries and Food"]),
    ],
)  # fmt: skip
def test_bodies_of_a_list_are_several_parties(text, wanted):
    found = find_parties(f"It is run by {text}.", rules("en"), Names(None), lexicon("en"))
    assert [one.name for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le Service national de cartographie pilote la carte.", ["Service national de cartographie"]),
        ("L’Institut de recherche marine a lancé la carte.", ["Institut de recherche marine"]),
        ("Le Service national universel accueille les jeunes.", []),
    ],
)
def test_french_bodies_whose_kind_needs_more_words(text, wanted):
    assert [text[slice(*span)] for span in find_organisations(text, "fr")] == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("It is paid by the National Heron and Otter Foundation.", "en", "National Heron and Otter Foundation"),
        ("The Department of Ferries, Energy, the Environment and Water pays.", "en",
         "Department of Ferries, Energy, the Environment and Water"),
        ("The Department of Finance, Iceland, Norway and Sweden signed.", "en", "Department of Finance"),
        ("Le ministère des Quais publics et maritimes paie.", "fr", "ministère des Quais publics et maritimes"),
        ("L’Agence nationale des Eaux et Forêts paie.", "fr", "Agence nationale des Eaux et Forêts"),
        ("Le Service d’information du gouvernement paie.", "fr", "Service d’information du gouvernement"),
        ("The Port of Tallinn owns the pier.", "en", "Port of Tallinn"),
        ("The Bavarian Ministry of Ferries, Piers and Docks", "en", "Bavarian Ministry of Ferries, Piers and Docks"),
        ("Le ministère des Bacs, des Quais, du Vivre ensemble et de l’Accueil paie.", "fr",
         "ministère des Bacs, des Quais, du Vivre ensemble et de l’Accueil"),
        ("Le ministère des Bacs et de la Lutte contre les changements climatiques paie.", "fr",
         "ministère des Bacs et de la Lutte contre les changements climatiques"),
        ("Le ministère des Bacs et du Développement de la petite enfance a payé.", "fr",
         "ministère des Bacs et du Développement de la petite enfance"),
        ("Le Conseil scolaire acadien provincial paie.", "fr", "Conseil scolaire acadien provincial"),
        ("Le Service des espaces verts paie.", "fr", "Service des espaces verts"),
        ("Le SPF Stratégie et Appui paie.", "fr", "SPF Stratégie et Appui"),
        ("avec l’Office des bacs Sud. Depuis mai, il pleut.", "fr", "Office des bacs Sud"),
    ],
)  # fmt: skip
def test_the_name_of_a_body_is_read_to_its_end(text, language, wanted):
    assert wanted in [text[start:end] for start, end in find_organisations(text, language)]


def test_a_service_that_is_offered_is_no_body():
    assert not list(find_organisations("Le Service d’alerte des routes est offert, comme le Service de garde.", "fr"))


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        ("Ten local planning authorities (LPAs) met.", []),
        ("The Laurentian Pilotage Authority (LPA) met.", ["LPA"]),
        ("Ten large pilot areas (LPBs) were chosen.", ["LPA"]),
    ],
)
def test_an_abbreviation_of_several_bodies_is_none_of_them(opening, wanted):
    """It may be that of one body in a list of names."""
    text = "The map was drawn together with the LPA in May 2021."
    names = read_names([opening, text], rules("en"))
    assert [one.key for one in find_parties(text, rules("en"), names, lexicon("en"))] == wanted


def test_a_region_in_the_name_of_a_body_of_letters_is_no_party():
    assert named("Le CHU de Normandie et la DREAL de Bretagne signent avec l’ARS Bretagne.", "fr") == [
        "CHU-DE-NORMANDIE", "DREAL-DE-BRETAGNE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("with the Ministry of Economy, Norway, and the Ministry of Commerce, Iceland.", "en", ["NORWAY", "ICELAND"]),
        ("Ministry of Health (Norway)", "en", ["NORWAY"]),
        ("Department of Transport, Ireland", "en", ["IRELAND"]),
        (
            "avec le ministère de la Santé (Norvège) et le ministère de l’Économie, Islande.",
            "fr",
            ["NORWAY", "ICELAND"],
        ),
        ("The Ministry of Economy, Norway and Iceland signed.", "en", ["MINISTRY-OF-ECONOMY", "NORWAY", "ICELAND"]),
        ("With the Ministry of Health, Norway launched it.", "en", ["MINISTRY-OF-HEALTH", "NORWAY"]),
    ],
)
def test_a_ministry_is_that_of_the_government_behind_it(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Marie Tremblay, Founding Director of Coastwise Legal LLC, spoke.", ["COASTWISE-LEGAL-LLC"]),
        ("Marie Tremblay, Chief Executive Officer of the Harbour Trust, spoke.", ["HARBOUR-TRUST"]),
        ("The Regional Director of the Tide Agency spoke.", ["TIDE-AGENCY"]),
    ],
)
def test_the_body_behind_an_office_is_the_party(text, wanted):
    assert named(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Prime Minister of Iceland Marie Tremblay opened it.", "en", ["ICELAND"]),
        ("The Minister of Health of Ontario Marie Tremblay opened it.", "en", ["CA-ON"]),
        ("It was opened by the Ambassador of Norway Ms. Marie Tremblay.", "en", ["NORWAY"]),
        ("It is a piece of Ontario Harbour Park.", "en", []),
        ("It has the Iceland Marie Tremblay Award.", "en", []),
        ("La première ministre du Québec Marie Tremblay l’a inauguré.", "fr", ["CA-QC"]),
        ("L’ambassadrice de Norvège Marie Tremblay l’a inauguré.", "fr", ["NORWAY"]),
    ],
)
def test_a_government_before_a_person_is_a_party_and_the_person_is_none_of_its_name(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize("when", ["In May ", "Since last June ", "The port reopened, and in August "])
def test_a_month_before_a_body_is_no_part_of_its_name(when):
    text = f"{when}Riverton Council launched the Harbour Data Portal."
    assert [text[start:end] for start, end in find_organisations(text, "en")] == ["Riverton Council"]


@pytest.mark.parametrize("link", ["on", "concerning", "for Cooperation in", "in the Field of"])
def test_the_name_of_a_body_ends_before_the_subject_of_its_agreement(link):
    text = f"Memorandum between Iceland and the Secretariat of Ports of Norway {link} Harbour Safety"
    assert [one.name for one in find_parties(text, rules("en"), Names())] == [
        "Iceland",
        "Secretariat of Ports of Norway",
    ]


@pytest.mark.parametrize(
    "name",
    ["People’s Bank of Duneville", "Harbour Planning Commission of the People’s Republic of Duneville"],
)
def test_the_name_of_a_body_may_be_that_of_a_people(name):
    assert [one.name for one in find_parties(f"It was made by the {name} in May.", rules("en"), Names())] == [name]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("paid by the City of Dunes and Alder County", "en", ["City of Dunes", "Alder County"]),
        ("paid by the Ministry of Ports and County of Alder", "en", ["Ministry of Ports", "County of Alder"]),
        (
            "paid by the Ministry of Ports and Norwegian Quay Administration",
            "en",
            ["Ministry of Ports", "Norwegian Quay Administration"],
        ),
        ("paid by the Dune Nation and the Alder First Nation", "en", ["Dune Nation", "Alder First Nation"]),
        ("a Coastal Nation, an Island Nation and members of each First Nation", "en", []),
        ("The Ministers of Norway and Prime Ministers of Iceland met.", "en", ["Norway", "Iceland"]),
        ("Ministers of Norway met.", "en", ["Norway"]),
        ("payé par le Grand Port maritime de Dunes", "fr", ["Grand Port maritime de Dunes"]),
        ("payé par le Port autonome d’Orville", "fr", ["Port autonome d’Orville"]),
    ],
)
def test_adjacent_bodies_are_parties_of_their_own(text, language, wanted):
    assert [one.name for one in find_parties(text, rules(language), Names())] == wanted
