"""Sentences about what the graph knows are checked, or said not to be understood; none of them states nothing."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer


@pytest.fixture
def accords(tmp_path) -> SqliteStore:
    w = Writer()
    w.submitted("CA-NB", "CA-NS", "CA-QC")
    ferry = w.initiative("CA-NB", "Ferry Procurement Accord", partners=["CA-NS"])
    w.add_claim("initiative", ferry, "date", value="1996", by="CA-NB", qualifier="start")
    w.add_claim("initiative", ferry, "date", value="1995-11", by="CA-NB", qualifier="approval")
    w.language = "fr"
    road = w.initiative("CA-QC", "Feuille de route des phares", partners=["CA-NB"])
    w.add_claim("initiative", road, "date", value="2008-04-01", by="CA-QC", qualifier="start")
    w.add_claim("initiative", road, "date", value="2007", by="CA-QC", qualifier="approval")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    return store


def judged(answer):
    return [(row["predicate"], row["value"] or "+".join(one["id"] for one in row["parties"]), row["verdict"])
            for row in answer.rows]  # fmt: skip


SUPPORTED, CONTRADICTED, ABSENT = "supported", "contradicted", "not in the graph"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ferry Procurement Accord was established in 1998.", [("date", "1998", CONTRADICTED)]),
        ("The Ferry Procurement Accord was created in 1996.", [("date", "1996", SUPPORTED)]),
        ("The Ferry Procurement Accord came into force in 1999.", [("date", "1999", CONTRADICTED)]),
        ("The Ferry Procurement Accord has been in effect since 1996.", [("date", "1996", SUPPORTED)]),
        ("New Brunswick and Nova Scotia signed the Ferry Procurement Accord.",
         [("does", "CA-NB", SUPPORTED), ("does", "CA-NS", SUPPORTED)]),
        ("New Brunswick and Nova Scotia concluded the Ferry Procurement Accord in March 2002.",
         [("does", "CA-NB", SUPPORTED), ("does", "CA-NS", SUPPORTED), ("date", "2002-03", CONTRADICTED)]),
        ("The Ferry Procurement Accord was implemented in 1996.", [("date", "1996", SUPPORTED)]),
        ("The Ferry Procurement Accord was implemented in 1999.", [("date", "1999", ABSENT)]),  # begun, or complete
        ("Nova Scotia launched a campaign for the Ferry Procurement Accord in 2004.", [("does", "CA-NS", SUPPORTED)]),
        ("Nova Scotia launched the new Ferry Procurement Accord in 2004.",
         [("does", "CA-NS", SUPPORTED), ("date", "2004", ABSENT)]),
        ("The Ferry Procurement Accord was signed by Quebec.", [("does", "CA-QC", ABSENT)]),
        ("The Ferry Procurement Accord was concluded in 2001.", [("date", "2001", ABSENT)]),  # made, or ended
        ("The Ferry Procurement Accord was set up in 1996, and Quebec opened an office in 2004.",
         [("does", "CA-QC", ABSENT), ("date", "1996", SUPPORTED)]),
        ("The Ferry Procurement Accord, for which Nova Scotia established a register in 2011, is popular.",
         [("does", "CA-NS", SUPPORTED)]),
        ("The Plan for Quebec's Quiet Harbours started in 2010.", [("date", "2010", ABSENT)]),
    ],
)  # fmt: skip
def test_a_sentence_in_english_is_checked(check, accords, text, expected):
    assert judged(check(text, store=accords)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Feuille de route des phares a été créée le 1er avril 2009.", [("date", "2009-04-01", CONTRADICTED)]),
        ("La Feuille de route des phares a été mise en œuvre le 1er avril 2008.",
         [("date", "2008-04-01", SUPPORTED)]),
        ("La Feuille de route des phares a été mise en œuvre le 1er avril 2009.",
         [("date", "2009-04-01", ABSENT)]),  # begun, or complete
        ("La Feuille de route des phares s’est conclue en 2012.", [("date", "2012", ABSENT)]),
        ("La Feuille de route des phares a été mise sur pied en avril 2008.", [("date", "2008-04", SUPPORTED)]),
        ("La Feuille de route des phares est entrée en vigueur en 2012.", [("date", "2012", CONTRADICTED)]),
        ("Le Québec a conclu la Feuille de route des phares avec le Nouveau-Brunswick en mai 2009.",
         [("does", "CA-QC", SUPPORTED), ("partner", "CA-NB", SUPPORTED), ("date", "2009-05", CONTRADICTED)]),
        ("Le Québec et le Nouveau-Brunswick ont signé la Feuille de route des phares.",
         [("does", "CA-QC", SUPPORTED), ("does", "CA-NB", SUPPORTED)]),
        ("La Feuille de route des phares a été créée par l’Ontario.", [("does", "CA-ON", ABSENT)]),
        ("Le Québec a créé une équipe en 2011 pour la Feuille de route des phares.", [("does", "CA-QC", SUPPORTED)]),
        ("La Feuille de route des phares, pour laquelle le Québec a créé un bureau en 2011, est connue.",
         [("does", "CA-QC", SUPPORTED)]),
    ],
)  # fmt: skip
def test_a_sentence_in_french_is_checked(check, accords, text, expected):
    assert judged(check(text, language="fr", store=accords)) == expected


@pytest.mark.parametrize(
    ("language", "text", "verdict", "explanation"),
    [
        ("en", "The Ferry Procurement Accord delights the whole coast.", "not understood", "This was not understood"),
        ("fr", "La Feuille de route des phares enchante toute la côte.", "not understood", "Non compris"),
        ("en", "The winters of Nova Scotia are mild.", "not understood", "This was not understood"),
        ("fr", "Les hivers de la Nouvelle-Écosse sont doux.", "not understood", "Non compris"),
        ("en", "The winters of Fiji are mild.", "not checked", "Nothing in it was recognized"),  # not in the graph
        ("en", "Winters are mild.", "not checked", "Nothing in it was recognized"),
        ("fr", "Les hivers sont doux.", "not checked", "Rien n’y a été reconnu"),
        ("en", "Nova Scotia and Quebec.", "not checked", "Nothing in it was recognized"),
        ("en", "Should Quebec lead the Ferry Procurement Accord?", "not checked", "It asks, wishes"),
        ("en", "Nova Scotia denies that Quebec leads the Ferry Procurement Accord.", "not checked", "It asks, wishes"),
        ("fr", "Le Québec a dit que l’Ontario dirige la Feuille de route des phares.", "not checked", "C’est une"),
        ("fr", "Le Québec pourrait diriger la Feuille de route des phares.", "not checked", "C’est une question"),
    ],
)
def test_what_is_not_understood_is_called_so(check, accords, language, text, verdict, explanation):
    (row,) = check(text, language=language, store=accords).rows
    assert (row["verdict"], row["predicate"], row["statement"]) == (verdict, None, None)
    assert row["explanation"].startswith(explanation)
