"""The front matter of Markdown: its properties, what is reported as omitted, and text that only looks like it."""

from __future__ import annotations

import pytest

from graph.errors import SourceError
from loaders.formats.markdown import parse_markdown
from loaders.layout.blocks import flat
from loaders.layout.omissions import METADATA, LeftOut

YAML = """---
title: "A shared bus feed"
layout: post
date: 2020-08-31 09:00:00 -0400
authors: [Government of Manitoba, Ville de Gatineau]
publisher: Manitoba Transport
lang: en
---
# Heading

First line.
"""
TOML = """+++
title = "A shared bus feed"
date = 2020-08-31
draft = false
+++
First line.
"""


def parsed(text: str):
    left = LeftOut()
    document = parse_markdown(text.encode(), "x.md", left)
    values = {entry.name: entry.value for entry in document.properties.entries}
    return document, values, left, [line for block in document.blocks for line in flat(block)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_yaml_gives_properties_with_their_lines(end):
    document, values, left, lines = parsed(YAML.replace("\n", end))
    assert values == {
        "title": "A shared bus feed", "published": "2020-08-31", "author": "Ville de Gatineau",
        "organization": "Manitoba Transport", "language": "en",
    }  # fmt: skip
    assert [entry.value for entry in document.properties.all("author")] == [
        "Government of Manitoba",
        "Ville de Gatineau",
    ]
    assert [(entry.key, entry.line) for entry in document.properties.entries[:2]] == [("title", 2), ("date", 4)]
    assert left.texts[METADATA] == ["layout: post"]
    assert [(line.text, line.number) for line in lines] == [("Heading", 9), ("First line.", 11)]


def test_toml_gives_properties_with_their_lines():
    document, values, left, lines = parsed(TOML)
    assert values == {"title": "A shared bus feed", "published": "2020-08-31"}
    assert [entry.line for entry in document.properties.entries] == [2, 3]
    assert left.texts[METADATA] == ["draft: False"]
    assert [(line.text, line.number) for line in lines] == [("First line.", 6)]


def test_a_description_is_a_property_and_reported():
    _document, values, left, _lines = parsed("---\ndescription: One login for all\n---\nText.\n")
    assert values == {"description": "One login for all"}
    assert left.texts[METADATA] == ["description: One login for all"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA paragraph between rules.\n\n---\n\nAnother.\n",
        "---\n- a list\n---\nText.\n",
        "---\ntitle: [broken\n---\nText.\n",
        "+++\nnot toml\n+++\nText.\n",
        "Text.\n\n---\ntitle: later\n---\n",
        "---\ntitle: never closed\n",
        "---\n" + "a: b\n" * 20_000 + "---\nText.\n",
    ],
)
def test_what_is_not_front_matter_is_text(text):
    _document, values, left, lines = parsed(text)
    assert not values
    assert not left.texts[METADATA]
    assert lines


def test_hostile_yaml_constructs_nothing():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    _document, values, _left, lines = parsed(f"---\ntitle: !!python/object/apply:os.system [ls]\n{bomb}---\nText.\n")
    assert values == {"title": "ls"}
    assert [line.text for line in lines] == ["Text."]


def test_deep_yaml_is_text():
    _document, values, _left, lines = parsed("---\na: " + "[" * 3000 + "]" * 3000 + "\n---\nText.\n")
    assert not values
    assert lines[-1].text == "Text."


RECORD = """---
project_name: North Sea Buoy Count
agencySponsor: Statistics Canada
agency_partner_name: "{partners}"
project_description: Counts the buoys of the North Sea each spring, with the help of the pilots of four harbours.
---
"""


def test_capitals_part_the_words_of_a_key_and_a_list_of_partners_may_be_long():
    partners = ", ".join(f"Buoy Office of Harbour {number}" for number in range(40))
    _, values, _, _ = parsed(RECORD.format(partners=partners))
    assert values["lead"] == "Statistics Canada"
    assert values["partner"] == partners


def test_a_file_may_have_nothing_but_front_matter_that_describes_work():
    _, values, _, lines = parsed(RECORD.format(partners="Norway"))
    assert values["initiative"] == "North Sea Buoy Count"
    assert [(line.text, line.number) for line in lines] == [(values["description"], 5)]


def test_a_file_with_nothing_but_other_front_matter_holds_no_text():
    with pytest.raises(SourceError, match="holds no text"):
        parsed("---\ntitle: Buoys\nlayout: post\n---\n")


DESCRIBED = {
    "yaml": """---
partners:
  - name: Norway
    url: https://example.org
  - organisation: Buoy Office
    contact: Somebody
contacts:
  - name: Somebody
lead:
  name: Somebody
---
Text.
""",
    "toml": """+++
[[partners]]
name = "Norway"
url = "https://example.org"
[[partners]]
organisation = "Buoy Office"
contact = "Somebody"
[[contacts]]
name = "Somebody"
[lead]
name = "Somebody"
+++
Text.
""",
}


@pytest.mark.parametrize("kind", DESCRIBED)
def test_partners_may_be_described_and_persons_are_not_read(kind: str):
    document, _, left, _ = parsed(DESCRIBED[kind])
    found = [(one.name, one.value) for one in document.properties.entries]
    assert found == [("partner", "Norway"), ("partner", "Buoy Office")]
    assert "Somebody" not in str(left)


SERVICE = {
    "yaml": """---
title: Quay Map
mission: Shows the free berths
sponsors:
  - /organisations/anct
  - /organisations/ville-de-gatineau
incubator: dinum
phases:
  - name: investigation
    start: 2020-02-12
    end: 2020-05-19
  - name: construction
    start: 2020-09-14
stats: true
---
Text.
""",
    "toml": """+++
title = "Quay Map"
mission = "Shows the free berths"
sponsors = ["/organisations/anct", "/organisations/ville-de-gatineau"]
incubator = "dinum"
stats = true
[[phases]]
name = "investigation"
start = 2020-02-12
[[phases]]
name = "construction"
start = 2020-09-14
+++
Text.
""",
}


@pytest.mark.parametrize("kind", SERVICE)
def test_the_page_of_a_digital_service(kind: str):
    """Its first sponsor leads, the others and its incubator take part, and its first phase is when it began."""
    document, _, left, _ = parsed(SERVICE[kind])
    assert [(one.name, one.value) for one in document.properties.entries] == [
        ("title", "Quay Map"), ("description", "Shows the free berths"), ("lead", "ANCT"),
        ("partner", "Ville de Gatineau"), ("partner", "DINUM"), ("term", "2020-02-12"),
    ]  # fmt: skip
    assert [one.lower() for one in left.texts[METADATA]] == ["mission: shows the free berths", "stats: true"]


PHASES = """---
title: Quay Map
phases:
  - name: investigation
    start: 2020-02-12
    end: 2020-05-19
  - name: {name}
    start: 2020-09-14
{last}
events:
  - name: {event}
    date: 2021-03-01
---
Text.
"""


@pytest.mark.parametrize(
    ("name", "last", "event", "wanted"),
    [
        ("construction", "    end: 2021-12-31", "committee", [("phases.end", "2021-12-31")]),
        ("construction", "", "product_launch", [("events.launch", "2021-03-01")]),
        ("abandon-investigation", "", "end", [("phases.end", "2020-09-14"), ("events.end", "2021-03-01")]),
        ("construction", "", "weekend", []),
    ],
)
def test_work_ends_with_its_last_phase_or_where_it_was_given_up(name, last, event, wanted):
    document, _, _, _ = parsed(PHASES.format(name=name, last=last, event=event).replace("\n\n", "\n"))
    found = [(one.key, one.value) for one in document.properties.entries if one.name == "term"]
    assert found == [("phases.start", "2020-02-12"), *wanted]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("owner", "lead"), ("owners", "lead"), ("product_owner", "lead"), ("lead_agency", "lead"),
        ("commanditaire", "lead"), ("porteurs", "lead"), ("organisme_responsable", "lead"),
        ("agencies", "partner"), ("incubateur", "partner"), ("funded_by", "partner"), ("financeurs", "partner"),
        ("agence", "organization"), ("ministry", "organization"), ("product_name", "initiative"),
        ("nom-du-service", "initiative"), ("start_date", "term"), ("end_date", "term"), ("launched_on", "term"),
        ("contact", None), ("responsable", None),
    ],
)  # fmt: skip
def test_keys_of_work(key: str, name: str | None):
    document, _, left, _ = parsed(f"---\n{key}: Harbour 2021\n---\nText.\n")
    assert [one.name for one in document.properties.entries] == ([name] if name else [])
    assert left.texts[METADATA] == ([] if name else [f"{key}: Harbour 2021"])


def test_a_name_in_small_letters_may_be_that_of_an_account():
    document, _, _, _ = parsed("---\nowner: anct\nlead: Marie\n---\nText.\n")
    assert document.properties.all("lead")[0].value == "anct"


def test_sentences_of_front_matter_are_the_text_of_a_page_that_has_no_other():
    _, values, _, lines = parsed(
        "---\n"
        "title: Share the tide tables\n"
        "permalink: /plan/5/\n"
        'detail: "Parts:\n'
        "\n"
        "1) The Government of Iceland will publish the tables of each harbour together with those of the year before.\n"
        "\n"
        '2) It will ask each harbour what it needs, and will say by 2023 which of these wishes it can meet."\n'
        "---\n"
    )
    assert values == {"title": "Share the tide tables"}
    assert [(line.number, line.text[:16]) for line in lines] == [
        (4, "Parts:"), (6, "1) The Governmen"), (8, "2) It will ask e"),
    ]  # fmt: skip
