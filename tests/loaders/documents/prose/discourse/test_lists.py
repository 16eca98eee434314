"""Lists of partners: below a heading, below a line, in a sentence; and what the list is about."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read


def partners(text: str) -> dict[str, set[str]]:
    """Who takes part in each piece of work besides its lead, by the title of the work."""
    claims = [claim for claim in read(None, text.encode(), "text.md").claims if not claim.proposed]
    titles = {c.subject: c.value or "" for c in claims if c.kind == "initiative" and c.predicate == "title"}
    about = {c.subject: c.object for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    made: dict[str, set[str]] = {title: set() for title in titles.values()}
    for claim in claims:
        if claim.predicate == "member" and claim.qualifier == "partner":
            made[titles[about[claim.subject] or ""]].add(claim.object or "")
        elif claim.predicate == "external_partner":
            made[titles[claim.subject]].add(claim.value or "")
    return made


PAGES = {
    "en": """# Harbour Tide Register

The Government of Nova Scotia launched the Harbour Tide Register in May 2021. It shows the tides of every harbour, and
pilots use it each day to plan when they come in and when they leave. The register is free for all who need it.

## Resources

- [How the tides are measured](https://example.org/tides)
- [Tide tables of the last year](https://example.org/tables)

## {heading}

- Health Canada
- The Wharf Keepers Society
- New Brunswick

*Last updated in June 2021*
""",
    "fr": """# Registre des marées du port

Le gouvernement de la Nouvelle-Écosse a lancé le Registre des marées du port en mai 2021. Il montre les marées de
chaque port, et les pilotes s’en servent chaque jour pour prévoir leur arrivée. Le registre est gratuit pour tous.

## Ressources

- [Comment les marées sont mesurées](https://example.org/marees)
- [Tables des marées de l’an dernier](https://example.org/tables)

## {heading}

- Santé Canada
- La Société des gardiens du quai
- Nouveau-Brunswick

*Mis à jour en juin 2021*
""",
}


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Key Partners"), ("en", "Funding partners and supporters"), ("en", "Partner institutions"),
     ("fr", "Nos partenaires"), ("fr", "Partenaires financiers du projet")],
)  # fmt: skip
def test_a_list_below_such_a_heading_is_of_what_the_document_is_about(language, heading):
    found = partners(PAGES[language].format(heading=heading))
    title = next(title for title in found if "Tide Register" in title or "Registre des marées" in title)
    assert {"HC", "CA-NB"} <= found[title]
    assert any("WHARF" in one.upper() or "GARDIENS" in one.upper() for one in found[title])


def test_a_heading_of_news_announces_no_partners():
    found = partners(PAGES["en"].format(heading="Related news"))
    assert not any(found.values())


SIGNED = {
    "en": """# Harbour Tide Register

Nova Scotia launched the Harbour Tide Register in May 2021 for pilots and skippers, free of charge.

{opening}

{first}

- Health Canada
- The National Tide Archives (NTA)

{second}

- New Brunswick
- Wharfy
""",
    "fr": """# Registre des marées du port

La Nouvelle-Écosse a lancé le Registre des marées du port en mai 2021 pour les pilotes, sans frais.

{opening}

{first}

- Santé Canada
- Les Archives nationales des marées (ANM)

{second}

- Le Nouveau-Brunswick
- Wharfy
""",
}


@pytest.mark.parametrize(
    ("language", "opening", "first", "second"),
    [
        ("en", "## Signatories", "### Governments", "### Others"),
        ("en", "The register has been signed by the following bodies:", "Governments:", "Others:"),
        ("en", "## This register has been adopted by the members of the council", "### Governments", "### Others"),
        ("en", "## Endorsed by the following organisations", "### Governments", "### Others"),
        ("fr", "## Signataires", "### Administrations :", "### Autres :"),
        ("fr", "Le registre a été signé par :", "Administrations :", "Autres :"),
        (
            "fr",
            "## Ce registre a été adopté par les organisations membres du comité",
            "### Administrations",
            "### Autres",
        ),
    ],
)
def test_whoever_signed_is_listed_in_groups_too(language, opening, first, second):
    every = partners(SIGNED[language].format(opening=opening, first=first, second=second))
    found = next(some for title, some in every.items() if "Tide Register" in title or "Registre" in title)
    assert {"HC", "CA-NB"} <= found
    assert any("ARCHIVES" in one for one in found)


@pytest.mark.parametrize(
    ("opening", "first"),
    [("## Resources", "### Governments"), ("These links may help:", "Governments:"), ("## Signatories", "They read:")],
)
def test_a_group_of_another_list_is_of_no_partners(opening, first):
    text = SIGNED["en"].format(opening=opening, first="Tides are high and low:", second="They come and they go.")
    text = text if opening == "## Signatories" else SIGNED["en"].format(opening=opening, first=first, second=first)
    text = text.replace("## Signatories", "## Resources")
    claims = [c for c in read(None, text.encode(), "text.md").claims if c.predicate == "member" and c.stated]
    assert not [one for one in claims if one.object == "HC" and one.rule == "partner-of-a-list"]


@pytest.mark.parametrize("opening", ["## Signatories\n\n### Iceland", "It was signed by:\n\n- Iceland\n\nIceland:"])
def test_a_list_below_the_name_of_a_party_is_of_what_it_gives(opening):
    text = SIGNED["en"].format(opening=opening, first="- Tide Tables\n- Harbour Maps", second="They come and go.")
    (found,) = partners(text[: text.index("- Health")]).values()
    assert not {"TIDE-TABLES", "HARBOUR-MAPS"} & found


TWO_PROJECTS = """# Coast projects

## Harbour Tide Register

Nova Scotia launched the Harbour Tide Register in May 2021 for all pilots and harbours of the province, free of charge.

### Partners

- Health Canada

## Shared Buoy Map

Nova Scotia launched the Shared Buoy Map in June 2021 so that every skipper knows where the buoys of the coast are.

### Partners

- New Brunswick
"""


def test_each_of_several_lists_is_of_the_section_that_holds_it():
    found = partners(TWO_PROJECTS)
    assert found["Harbour Tide Register"] == {"HC"}
    assert found["Shared Buoy Map"] == {"CA-NB"}


GROUPS = {
    "en": """Nova Scotia launched the Harbour Tide Register in May 2021 for pilots and skippers, free of charge.

The working group that drew up the register includes:

- Marie Tremblay, Health Canada
- Jean Roy, Transport Canada
- New Brunswick

It was opened after a summer of tests in all harbours of the province, and pilots have used it each day since then.
""",
    "fr": """La Nouvelle-Écosse a lancé le Registre des marées du port en mai 2021 pour les pilotes, sans frais.

Le groupe de travail qui a préparé le registre comprend :

- Marie Tremblay, Santé Canada
- Jean Roy, Transports Canada
- Nouveau-Brunswick

Il a été ouvert après un été d’essais dans tous les ports, et les pilotes s’en servent chaque jour depuis.
""",
}


@pytest.mark.parametrize("language", GROUPS)
def test_the_bodies_of_those_who_are_in_a_group_take_part_and_they_themselves_do_not(language):
    (found,) = partners(GROUPS[language]).values()
    assert found == {"HC", "TC", "CA-NB"}


AGENDA = """Nova Scotia launched the Harbour Tide Register in May 2021 with help from partners. The initiatives are:

- Innovation Hub
- History Hub
- Tide Map

It was opened after a summer of tests in all harbours of the province, and pilots have used it each day since then.
"""


def test_a_list_of_other_things_below_a_sentence_without_partners_names_none():
    assert not any("Hub" in one or "HUB" in one for found in partners(AGENDA).values() for one in found)


OPENING = {
    "en": "Nova Scotia launched the Harbour Tide Register in May 2021 for all pilots, free of charge.",
    "fr": "La Nouvelle-Écosse a lancé le Registre des marées du port en mai 2021 pour tous les pilotes, sans frais.",
}
SENTENCES = {
    "en": [
        "The following governments support the Harbour Tide Register: Iceland, Norway and Denmark.",
        "The partners of the Harbour Tide Register include Iceland, Norway and Denmark.",
        "The Harbour Tide Register is an agreement between the three countries, Iceland, Norway and Denmark.",
        "Several agencies, including those of Iceland, Norway and Denmark, work together on the Harbour Tide Register.",
        "The Harbour Tide Register was built with grants from Iceland, Norway and Denmark.",
    ],
    "fr": [
        "Les pays suivants participent au Registre des marées du port : l’Islande, la Norvège et le Danemark.",
        "Les partenaires du Registre des marées du port sont l’Islande, la Norvège et le Danemark.",
        "Plusieurs pays, dont l’Islande, la Norvège et le Danemark, participent au Registre des marées du port.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in SENTENCES for text in SENTENCES[language]]
)
def test_a_sentence_lists_partners(language, text):
    claims = list(read(None, f"{OPENING[language]} {text}".encode(), "text.md").claims)
    found = {c.object for c in claims if c.predicate in ("member", "lead") and not c.proposed}
    assert {"ICELAND", "NORWAY", "DENMARK"} <= found


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Memorandum of understanding with Health Canada", {"HC"}),
        ("Norway-Iceland Harbour Initiative", {"NORWAY", "ICELAND"}),
        ("EU-Iceland Harbour Initiative", {"EU", "ICELAND"}),
        ("Iceland–UK Harbour Initiative", {"ICELAND", "UNITED-KINGDOM"}),
    ],
)
def test_the_name_of_work_may_give_its_sides(title, wanted):
    text = f"# {title}\n\nThe {title} was announced in May 2021. It opens every harbour to all pilots, at any time.\n"
    claims = list(read(None, text.encode(), "text.md").claims)
    assert wanted <= {c.object for c in claims if c.predicate in ("member", "lead") and not c.proposed}


TWO_PILOTS = {
    "en": """# Report on the pilots

The pilots brought eight authorities together. Six months of work went into two pilots, and this report tells of both.

Tide Register pilot authorities:

- Kyoto Water Board
- Nara Water Board and Uji Water Board

Buoy Map pilot authorities:

- Oslo Harbour Board
- Bergen Harbour Board

## Tide Register pilot

The Government of Nova Scotia started the Tide Register pilot in May 2021 to show the tides of every harbour.

## Buoy Map pilot

The Government of Nova Scotia started the Buoy Map pilot in June 2021 so that every skipper knows where the buoys are.
""",
    "fr": """# Rapport sur les pilotes

Les pilotes ont réuni huit organismes. Six mois de travail ont été consacrés à deux pilotes, que ce rapport présente.

Organismes du Registre des marées :

- Office des eaux de Kyoto
- Office des eaux de Nara et Office des eaux de Uji

Organismes de la Carte des bouées :

- Office du port d’Oslo
- Office du port de Bergen

## Registre des marées

Le gouvernement de la Nouvelle-Écosse a lancé le Registre des marées en mai 2021 pour tous les ports de la province.

## Carte des bouées

Le gouvernement de la Nouvelle-Écosse a lancé la Carte des bouées en juin 2021 pour tous les marins de la province.
""",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_is_of_the_work_whose_bodies_the_line_above_announces(language):
    first, second = [those for _, those in sorted(partners(TWO_PILOTS[language]).items(), reverse=True) if those]
    towns = {"first": ["KYOTO", "NARA", "UJI"], "second": ["OSLO", "BERGEN"]}
    for those, own in ((first, "first"), (second, "second")):
        assert len(those) == len(towns[own])
        assert all(any(town in one for one in those) for town in towns[own])


ADVICE = """# Harbour Council

Nova Scotia launched the Harbour Tide Register in May 2021. Members of its council give advice, and meet in Oslo twice a
year. Partners of the Harbour Tide Register work on these matters:

- Overall strategy, priorities and guidance
- Fundraising opportunities
- Kyoto Water Board
"""


def test_a_phrase_is_no_party_of_a_list():
    assert partners(ADVICE)["Harbour Tide Register"] == {"KYOTO-WATER-BOARD"}


LAUNCHED = {
    "en": """On 9 February 2007, the City of Halifax launched two major projects with New Brunswick:

• The construction of three schools in Dartmouth.
• The drainage of the harbour quarter.

A steering committee and the districts will follow the work. It is to last three years and will cost several million
dollars to the public purse.
""",
    "fr": """La Ville de Lausanne a lancé le vendredi 9 février 2007 deux grands projets avec le canton de Vaud :

• La construction de trois écoles à Ouchy.
• L'assainissement du quartier des Quais.

Les travaux seront suivis par un comité de pilotage et par les quartiers. Ils doivent durer trois ans et coûteront
plusieurs millions aux contribuables.
""",
}


@pytest.mark.parametrize(
    ("language", "lead", "partner"), [("en", "HALIFAX", "CA-NB"), ("fr", "LAUSANNE", "CANTON-OF-VAUD")]
)
def test_a_line_says_who_does_what_its_items_name_and_when(language: str, lead: str, partner: str):
    text = LAUNCHED[language]
    claims = [claim for claim in read(None, text.encode(), "text.txt").claims if not claim.proposed]
    titles = {c.value: c.subject for c in claims if c.kind == "initiative" and c.predicate == "title"}
    assert len(titles) == 2
    for one in titles.values():
        assert [c.object for c in claims if c.subject == one and c.predicate == "lead"] == [lead]
        assert "2007-02-09" in {c.value for c in claims if c.subject == one and c.predicate == "date"}
    assert all(partner in found for found in partners(text).values())
