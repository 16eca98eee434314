"""The verdict on one sentence at a time."""

from __future__ import annotations

import pytest

SUPPORTED, CONTRADICTED, OLD = "supported", "contradicted", "out of date"
ABSENT, HIDDEN = "not in the graph", "not for this audience"


def verdicts(answer):
    """Predicate, parties and verdict of each row."""
    return [
        (row["predicate"], "+".join(one["id"] or one["name"] for one in row["parties"]), row["verdict"])
        for row in answer.rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lead for the Coastal permit desk is New Brunswick.", [("lead", "CA-NB", SUPPORTED)]),
        ("The Coastal permit desk is led by the Government of Nova Scotia.", [("lead", "CA-NS", CONTRADICTED)]),
        ("New Brunswick does not lead the Coastal permit desk.", [("lead", "CA-NB", CONTRADICTED)]),
        ("Nova Scotia does not lead the Coastal permit desk.", [("lead", "CA-NS", SUPPORTED)]),
        ("New Brunswick no longer leads the Coastal permit desk.", [("lead", "CA-NB", ABSENT)]),
        ("The Wildfire smoke alerts were led by Alberta.", [("lead", "CA-AB", SUPPORTED)]),
        ("The Wildfire smoke alerts are led by Alberta.", [("lead", "CA-AB", OLD)]),
        ("The Government of Canada leads the Housing data hub.", [("lead", "CA", SUPPORTED)]),
        ("Yukon's Remote hearing rooms opened on November 15, 2023.",
         [("does", "CA-YT", SUPPORTED), ("date", "", SUPPORTED)]),
        ("Neither Ontario nor Manitoba takes part in the Trade certificate wallet.",
         [("partner", "CA-ON", HIDDEN), ("partner", "CA-MB", ABSENT)]),
        ("British Columbia is not a partner in the Trade certificate wallet.", [("partner", "CA-BC", CONTRADICTED)]),
        ("British Columbia is no longer a partner in the Trade certificate wallet.", [("partner", "CA-BC", ABSENT)]),
        ("The only partner in the Trade certificate wallet is Saskatchewan.", [("sole", "CA-SK", CONTRADICTED)]),
        ("The Trade certificate wallet is developed without partners.", [("sole", "", CONTRADICTED)]),
        ("Alberta and the CRA work together.", [("together", "CA-AB+CRA", ABSENT)]),
        ("New Brunswick and Nova Scotia cooperate on permits.", [("together", "CA-NB+CA-NS", SUPPORTED)]),
        ("New Brunswick works on housing.", [("theme", "CA-NB", ABSENT)]),
        ("Alberta does not work on digital credentials.", [("theme", "CA-AB", CONTRADICTED)]),
        ("The Ferry reservation renewal is in planning.", [("status", "", OLD)]),
        ("The Grain data exchange is not on hold.", [("status", "", CONTRADICTED)]),
        ("The Coastal permit desk was launched in 2024.", [("date", "", SUPPORTED)]),
        ("The Coastal permit desk was launched on February 3, 2024.", [("date", "", ABSENT)]),
        ("The Coastal permit desk was launched in March 2024.", [("date", "", CONTRADICTED)]),
        ("The Coastal permit desk started in March 2023.", [("date", "", ABSENT)]),
        ("No report was received from Nunavut in spring 2024.", [("report", "CA-NU", SUPPORTED)]),
        ("Ontario reported in spring 2024.", [("report", "CA-ON", HIDDEN)]),
        ("Ontario reported in spring 1999.", [("report", "CA-ON", ABSENT)]),
        ("According to Ontario, the Coastal permit desk is led by Ontario.", [(None, "", "not checked")]),
        ("Like Ontario, New Brunswick leads the Coastal permit desk.", [(None, "", "not checked")]),
        ("Quebec should lead the Coastal permit desk.", [(None, "", "not checked")]),
        ("Will Quebec lead the Coastal permit desk?", [(None, "", "not checked")]),
        ("Numbers are up.", [(None, "", "not checked")]),
    ],
)  # fmt: skip
def test_a_sentence_in_english(check, text, expected):
    assert verdicts(check(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C’est la Colombie-Britannique qui pilote les alertes de fumée de feux de forêt.",
         [("lead", "CA-BC", SUPPORTED)]),
        ("Auparavant, l’Alberta dirigeait les alertes de fumée de feux de forêt.", [("lead", "CA-AB", SUPPORTED)]),
        ("Le gouvernement albertain dirige le portefeuille des certificats de métier.", [("lead", "CA-AB", SUPPORTED)]),
        ("Le Québec n’est plus partenaire de l’Assistant des droits des locataires.", [("partner", "CA-QC", ABSENT)]),
        ("Le Québec n’est pas partenaire de l’Assistant des droits des locataires.",
         [("partner", "CA-QC", CONTRADICTED)]),
        ("L’Ontario est le seul partenaire de l’Échange de données agricoles.", [("sole", "CA-ON", SUPPORTED)]),
        ("Le projet d’échange de données agricoles est en suspens.", [("status", "", SUPPORTED)]),
        ("Aucun rapport n’a été reçu du Nunavut au printemps 2024.", [("report", "CA-NU", SUPPORTED)]),
        ("L’Alberta prépare le Registre des sentiers de montagne.", [("does", "CA-AB", ABSENT)]),
        ("Le Nouveau-Brunswick travaille sur les permis.", [("theme", "CA-NB", SUPPORTED)]),
        ("L’Ontario pourrait diriger l’Échange de données agricoles.", [(None, "", "not checked")]),
        ("Le Yukon dirige-t-il les Salles d’audience à distance ?", [(None, "", "not checked")]),
    ],
)  # fmt: skip
def test_a_sentence_in_french(check, text, expected):
    assert verdicts(check(text, language="fr")) == expected


def test_what_goes_on_about_a_piece_of_work_is_about_it(check):
    memo = "# Grain data exchange\n\nIt is on hold.\n\n- Lead: Quebec\n- Partners: Ontario, Nova Scotia\n\n"
    memo += "# Next steps\n\nIt is on hold."
    assert verdicts(check(memo)) == [
        ("status", "", SUPPORTED), ("lead", "CA-QC", SUPPORTED), ("partner", "CA-ON", SUPPORTED),
        ("partner", "CA-NS", ABSENT), (None, "", "not checked"),
    ]  # fmt: skip


def test_a_table_is_read_by_its_header(check):
    memo = (
        "| Projet | Responsable | Partenaires | État | Lancement |\n|---|---|---|---|---|\n"
        "| Guichet des permis côtiers | Nouveau-Brunswick | Nouvelle-Écosse | lancé | mars 2024 |\n"
    )
    assert verdicts(check(memo, language="fr")) == [
        ("lead", "CA-NB", SUPPORTED), ("partner", "CA-NS", SUPPORTED), ("status", "", SUPPORTED),
        ("date", "", CONTRADICTED),
    ]  # fmt: skip


def test_an_earlier_edition_knows_nothing_of_later_ones(check):
    text = "The Wildfire smoke alerts are led by Alberta. The Coastal permit desk was launched in February 2024."
    assert verdicts(check(text, edition="2023-spring")) == [("lead", "CA-AB", SUPPORTED), ("date", "", ABSENT)]
    assert "2023-spring" in str(check(text, edition="2023-spring").parameters)


def test_the_lead_of_a_party_that_reported_without_it_is_out_of_date_and_of_one_that_did_not_report_stays(check):
    text = "Nova Scotia leads the Ferry reservation renewal."
    text += " Newfoundland and Labrador leads the Fisheries licence renewal online."
    assert [row["verdict"] for row in check(text).rows] == [OLD, SUPPORTED]


def test_each_verdict_has_its_evidence_and_says_what_the_graph_has(check):
    (row,) = check("The Coastal permit desk is led by Nova Scotia.").rows
    assert row["explanation"] == "Lead in the graph: New Brunswick (spring 2024)."
    assert (row["initiative"], row["edition"]) == ("CA-NB/coastal-permit-desk", "2024-spring")
    assert row["evidence"][0]["quote"] == "CA-NB/coastal-permit-desk lead CA-NB"
    (row,) = check("Nunavut takes part in the Coastal permit desk.").rows
    assert row["verdict"] == ABSENT
    assert row["coverage"] == [{"jurisdiction": "CA-NU", "edition": "2024-spring", "answer": "did not report"}]
    assert "so its answer is unknown" in row["explanation"]


def test_unchecked_sentences_are_counted(check):
    answer = check("The weather is fine. The Coastal permit desk is led by New Brunswick.")
    assert [row["verdict"] for row in answer.rows] == ["not checked", SUPPORTED]
    assert "answer: 1" in answer.notes[-1]
    assert check("The weather is fine.").notes[0].startswith("The memo states nothing")


def test_a_title_that_two_initiatives_have_is_contradicted_only_if_it_is_of_both(tmp_path, check):
    from graph.sqlite.store import SqliteStore
    from tests.helpers.claim_writer import Writer

    w = Writer()
    w.submitted("CA-AB", "CA-MB")
    w.initiative("CA-AB", "Snow plough locator")
    w.initiative("CA-MB", "Snow plough locator")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    text = "The Snow plough locator is led by Manitoba. The Snow plough locator is led by Ontario."
    assert [row["verdict"] for row in check(text, store=store).rows] == [SUPPORTED, CONTRADICTED]


def test_an_inferred_lead_contradicts_nothing(tmp_path, check):
    from graph.sqlite.store import SqliteStore
    from tests.helpers.claim_writer import Writer

    w = Writer()
    w.submitted("CA-AB", "CA-MB")
    w.add_claim("initiative", "CA-AB/locator", "title", value="Snow plough locator", by="CA-AB")
    w.add_claim("initiative", "CA-AB/locator", "lead", "CA-AB", by="CA-AB", stated=False)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    (row,) = check("The Snow plough locator is led by Manitoba.", store=store).rows
    assert row["verdict"] == ABSENT
    assert "Alberta" in row["explanation"]


def test_a_party_that_only_the_graph_knows_is_known(tmp_path, check):
    from graph.sqlite.store import SqliteStore
    from tests.helpers.claim_writer import Writer

    w = Writer()
    w.add_claim("jurisdiction", "NEWTOWN", "name", value="Town of Newtown Harbour")
    w.submitted("NEWTOWN", "CA-NS")
    w.initiative("NEWTOWN", "Harbour light register", partners=["CA-NS"])
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    answer = check("Town of Newtown Harbour leads the Harbour light register with Nova Scotia.", store=store)
    assert verdicts(answer) == [("lead", "NEWTOWN", SUPPORTED), ("partner", "CA-NS", SUPPORTED)]


def test_partners_outside_government_are_found_by_their_names(tmp_path, check):
    from graph.sqlite.store import SqliteStore
    from tests.helpers.claim_writer import Writer

    w = Writer()
    w.submitted("CA-NS")
    harbour = w.initiative("CA-NS", "Harbour light register")
    w.add_claim("initiative", harbour, "external_partner", value="Lighthouse Friends", by="CA-NS")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    answer = check(
        "- Harbour light register\n\n## Harbour light register\n- Partners: Lighthouse Friends, Rowing Club\n",
        store=store,
    )
    assert [row["verdict"] for row in answer.rows if row["predicate"] == "partner"] == [SUPPORTED, ABSENT]


def test_a_sheet_of_labels_is_about_the_initiative_that_it_names_or_the_heading_above(check):
    sheet = (
        "# Brief\n\n| Initiative | Grain data exchange |\n| --- | --- |\n| Lead | Ontario |\n"
        "| Partners | Quebec, Manitoba |\n"
        "\n## Coastal permit desk\n\n| Lead | New Brunswick |\n| --- | --- |\n| Partner | Nova Scotia |\n"
        "\n### Lead\n\nOntario\n"
    )
    assert verdicts(check(sheet)) == [
        (None, "", "not checked"),
        ("lead", "CA-ON", CONTRADICTED),
        ("partner", "CA-QC", SUPPORTED),
        ("partner", "CA-MB", ABSENT),
        ("lead", "CA-NB", SUPPORTED),
        ("partner", "CA-NS", SUPPORTED),
        ("lead", "CA-ON", CONTRADICTED),
    ]
