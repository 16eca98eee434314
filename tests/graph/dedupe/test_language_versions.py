"""Two language versions of one document become one graph: one node, two labels; others stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.claims import Approved
from graph.exchange.document import export_document
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import document, graph_of

ENGLISH = {
    "CRA": [("E-invoicing", "2021-07"), ("Chat", None)],
    "CA-AB": [("Wallet", "2021-10-19")],
    "CA-ON": [("One-stop", None)],
}
FRENCH = {
    "CRA": [("Échange de factures", "2021-07"), ("Clavardage", None)],
    "CA-AB": [("Portefeuille", "2021-10-19")],
    "CA-ON": [("Guichet unique", None)],
}


def version(language, content, edition=EDITION, name=None):
    """A document in one language: initiatives by lead, each with a part and partners, an ask and a shared need."""
    writer = Writer(name or f"{language}.txt", language, edition)
    writer.submitted(*content)
    for lead, initiatives in content.items():
        for title, date in initiatives:
            whole = writer.initiative(lead, title, "digital-identity", partners=["TBS"], date=date, summary=f"{title}!")
            writer.initiative(lead, f"{title} 1", part_of=whole)
            writer.need(
                {"en": f"Testing {title}", "fr": f"Mise à l’essai {title}"}[language], by=lead, initiative=whole
            )
    writer.need({"en": "Accessibility", "fr": "Accessibilité"}[language], "ai")
    return writer.reading()


def counted(exported):
    return {kind: len(exported[kind]) for kind in ("initiatives", "partnerships", "needs")}


@pytest.mark.parametrize("order", ["en fr", "fr en"])
def test_two_versions_are_one_graph_with_two_labels(order):
    versions = {"en": version("en", ENGLISH), "fr": version("fr", FRENCH)}
    with graph_of(*(versions[language] for language in order.split())) as store:
        exported = document(store)
    assert counted(exported) == {"initiatives": 8, "partnerships": 4, "needs": 5}
    expected = {(en, fr) for lead in ENGLISH for (en, _), (fr, _) in zip(ENGLISH[lead], FRENCH[lead], strict=True)}
    wholes = [i for i in exported["initiatives"] if i["kind"] == "initiative"]
    assert {(i["titles"]["en"], i["titles"]["fr"]) for i in wholes} == expected
    assert {i["summaries"]["fr"] for i in wholes} == {f"{fr}!" for _, fr in expected}
    parts = [i for i in exported["initiatives"] if i["kind"] == "component"]
    assert {(i["titles"]["en"], i["titles"]["fr"]) for i in parts} == {(f"{en} 1", f"{fr} 1") for en, fr in expected}
    assert {i["part_of"] for i in parts} == {i["id"] for i in wholes}
    assert all(set(need["texts"]) == {"en", "fr"} for need in exported["needs"])
    assert {p["initiative"] for p in exported["partnerships"]} == {i["id"] for i in wholes}
    first = order.split()[0]
    assert (
        "CRA/e-invoicing" in {i["id"] for i in wholes}
        if first == "en"
        else "CRA/clavardage" in {i["id"] for i in wholes}
    )


def test_both_versions_stand_as_evidence():
    with graph_of(version("en", ENGLISH), version("fr", FRENCH)) as store:
        exported = document(store)
    chat = next(i for i in exported["initiatives"] if i["id"] == "CRA/chat")
    assert {e["source"] for e in chat["evidence"]} == {s["id"] for s in exported["sources"]}
    assert chat["editions"] == [EDITION]


def test_counts_do_not_double():
    with graph_of(version("en", ENGLISH), version("fr", FRENCH)) as store, store.view("secretariat", "en") as view:
        rows = view.rows("SELECT jurisdiction, n FROM works_on WHERE theme = 'digital-identity' ORDER BY 1")
    assert {row["jurisdiction"]: row["n"] for row in rows} == {"CA-AB": 1, "CA-ON": 1, "CRA": 2, "TBS": 4}


def test_either_name_leads_to_the_node():
    with graph_of(version("en", ENGLISH), version("fr", FRENCH)) as store, store.view("secretariat", "fr") as view:
        found = view.rows("SELECT node FROM name WHERE folded IN ('chat', 'clavardage')")
        assert {row["node"] for row in found} == {"CRA/chat"}
        assert view.value("SELECT title FROM initiative WHERE id = 'CRA/chat'") == "Clavardage"
        assert view.value("SELECT id FROM same_as WHERE alias = 'CRA/clavardage'") == "CRA/chat"


def test_documents_that_are_not_parallel_stay_separate():
    other = {**FRENCH, "CRA": FRENCH["CRA"][:1], "CA-ON": [*FRENCH["CA-ON"], ("Autre chose", None)]}
    with graph_of(version("en", ENGLISH), version("fr", other)) as store:
        assert all(len(i["titles"]) == 1 for i in document(store)["initiatives"])


def test_one_lead_alone_does_not_make_a_translation():
    with graph_of(version("en", {"CRA": [("Chat", None)]}), version("fr", {"CRA": [("Facturation", None)]})) as store:
        assert counted(document(store))["initiatives"] == 4


def test_a_lead_whose_items_differ_in_number_stays_separate_while_others_pair():
    more = {**ENGLISH, "TBS": [("A", None)], "ESDC": [("B", None)]}
    plus = {**FRENCH, "TBS": [("A", None)], "ESDC": [("B", None), ("C", None)]}
    with graph_of(version("en", more), version("fr", plus)) as store:
        titles = {i["id"]: i["titles"] for i in document(store)["initiatives"]}
    assert titles["CRA/chat"] == {"en": "Chat", "fr": "Clavardage"}
    assert titles["ESDC/c"] == {"fr": "C"}


def test_dates_that_contradict_keep_a_lead_separate():
    other = {**FRENCH, "CA-AB": [("Portefeuille", "2020-01-01")]}
    with graph_of(version("en", ENGLISH), version("fr", other)) as store:
        titles = {i["id"]: i["titles"] for i in document(store)["initiatives"]}
    assert titles["CA-AB/wallet"] == {"en": "Wallet"}
    assert titles["CA-AB/portefeuille"] == {"fr": "Portefeuille"}
    assert titles["CRA/chat"] == {"en": "Chat", "fr": "Clavardage"}


@pytest.mark.parametrize("other", [("fr", "2023-winter"), ("en", EDITION)])
def test_another_edition_or_the_same_language_is_no_translation(other):
    language, edition = other
    content = FRENCH if language == "fr" else {k: [(f"{t} bis", d) for t, d in v] for k, v in ENGLISH.items()}
    with graph_of(version("en", ENGLISH), version(language, content, edition, "other.txt")) as store:
        assert all(len(i["titles"]) == 1 for i in document(store)["initiatives"])


def test_each_audience_pairs_what_it_sees():
    """One member's report is public: the public sees each of its initiatives once, in both languages."""
    decided = [
        Approved(jurisdiction=who, edition=EDITION, approval="public" if who == "CRA" else "withheld")
        for who in ENGLISH
    ]
    made = [version("en", ENGLISH), version("fr", FRENCH)]
    with graph_of(*(replace(reading, approvals=decided) for reading in made)) as store:
        with store.view("public", "fr") as view:
            wholes = [i for i in export_document(view)["initiatives"] if i["kind"] == "initiative"]
            aliases = view.rows("SELECT alias, id FROM same_as")
        assert [i["titles"] for i in wholes] == [
            {"en": "Chat", "fr": "Clavardage"},
            {"en": "E-invoicing", "fr": "Échange de factures"},
        ]
        assert aliases
        assert not any(word in str(row) for row in aliases for word in ("wallet", "portefeuille", "guichet"))


def test_three_versions_in_any_order_are_one():
    """A second English version, with other titles, follows the French one: it is the same again."""
    again = {lead: [(f"{title} (revised)", date) for title, date in items] for lead, items in ENGLISH.items()}
    with graph_of(version("en", ENGLISH), version("fr", FRENCH), version("en", again, name="revised.txt")) as store:
        exported = document(store)
    assert counted(exported) == {"initiatives": 8, "partnerships": 4, "needs": 5}
