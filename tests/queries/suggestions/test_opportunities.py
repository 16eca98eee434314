"""Who should meet: four kinds of suggestions, their sentences, features and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from graph.vocabulary.jurisdictions import entries
from queries.ask import ask as answer_to
from queries.questions.answer import Answer
from queries.questions.question import load_question
from queries.questions.wording import NameWithArticle, format_date, format_edition, join_names, lower_first_letter
from queries.suggestions.opportunities import REPETITION_PENALTY
from queries.suggestions.weights import load_shipped_weights
from tests.helpers.claim_writer import Writer
from tests.helpers.typography import faults

Ask = Callable[..., Answer]
PARTNERS = [{"CRA", "CA-AB"}, {"CRA", "CA-BC"}, {"CA-AB", "CA-BC"}, {"ESDC", "STATCAN"}, {"ISED", "TBS"}]
ALL = 1000


def between(answer: Answer) -> list[set[object]]:
    return [{row["for"], row["with"]} for row in answer]


def only(ask: Ask, kind: str, *both: str, lang: str = "en") -> dict[str, object]:
    """The one suggestion of a kind between two."""
    rows = [r for r in ask("opportunities", kind=kind, lang=lang, limit=ALL) if {r["for"], r["with"]} == set(both)]
    assert len(rows) == 1
    return rows[0]


SENTENCES = [
    ("answer", "TBS", "CALGARY",
     ("Calgary works on client feedback (“Client feedback dashboard”) and could answer what the Treasury Board of"
     " Canada Secretariat asks: “How partners collect client feedback”."),
     ("Calgary travaille sur le thème « rétroaction des clients » (« Tableau de bord de la rétroaction des clients »)"
     " et pourrait répondre à ce que demande le Secrétariat du Conseil du Trésor du Canada : « La façon dont les"
     " partenaires recueillent la rétroaction des clients ».")),
    ("join", "CA-ON", "CRA",
     ("Alberta, British Columbia and the Canada Revenue Agency already work together on “Sign in with a provincial"
     " identity”; Ontario also works on digital identity (“Digital identity pilots”) and could join them."),
     ("L’Alberta, la Colombie-Britannique et l’Agence du revenu du Canada travaillent déjà ensemble à « Connexion par"
     " l’identité numérique provinciale » ; l’Ontario travaille aussi sur le thème « identité numérique »"
     " (« Projets pilotes d’identité numérique ») et pourrait s’y joindre.")),
    ("pair", "CA-AB", "CA-NS",
     ("Only Alberta (“Bernie”) and Nova Scotia (“Contact centre renewal”) work on contact centres, and they are not"
     " partners yet."),
     ("Seules deux administrations travaillent sur le thème « centres de contact » : l’Alberta (« BERNIE ») et la"
     " Nouvelle-Écosse (« Renouveau du centre de contact »), qui ne sont pas encore partenaires.")),
    ("pair", "CA-ON", "TBS",
     ("Of the 5 that work on business services, Ontario (“Business registry”) and the Treasury Board of Canada"
     " Secretariat (“Tell us once for business”) are not partners yet."), None),
    ("learn", "CA-NS", "CA-AB",
     ("Nova Scotia plans “Contact centre renewal”; Alberta has done “Bernie” on the same theme, contact centres, and"
     " could say how it went."),
     ("La Nouvelle-Écosse prévoit « Renouveau du centre de contact » ; l’Alberta a réalisé « BERNIE » sur le même"
     " thème, « centres de contact », et pourrait en parler.")),
    ("learn", "TBS", "CALGARY",
     ("Calgary dates “Client feedback dashboard” to March 2021; the Treasury Board of Canada Secretariat comes later"
     " with “Better service management” on the same theme, client feedback, and could learn from it."),
     ("Avec « Une meilleure gestion des services », le Secrétariat du Conseil du Trésor du Canada vient après Calgary"
     " (« Tableau de bord de la rétroaction des clients », mars 2021) sur le même thème, « rétroaction des clients »,"
     " et pourrait profiter de cette expérience.")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other", "english", "french"), SENTENCES)
def test_each_kind_has_its_sentence(ask: Ask, kind: str, one: str, other: str, english: str, french: str | None):
    said = only(ask, kind, one, other)
    assert said["kind"] == kind
    sentences = {lang: re.sub(r"\s", " ", text) for lang, text in said["sentences"].items()}
    assert sorted(words(sentences["en"])) == sorted(words(english))
    assert said["sentence"] == said["sentences"]["en"]
    if french:
        assert sorted(words(sentences["fr"])) == sorted(words(french))
        assert only(ask, kind, one, other, lang="fr")["sentence"] == said["sentences"]["fr"]


def words(sentence: str) -> list[str]:
    """The words of a sentence; members of a partnership may stand in any order, the first with a capital."""
    return re.findall(r"[\w’-]+", sentence.lower())


def test_french_sentences_are_well_set(ask: Ask):
    rows = ask("opportunities", lang="fr", limit=ALL).rows
    assert rows
    for row in rows:
        assert not faults(row["sentence"])
        assert not re.search(r"\b(de le|de les|à le|à les|le [AEÉIOUaeéiou])", row["sentence"])


def test_partners_are_not_suggested_to_each_other(ask: Ask):
    suggested = between(ask("opportunities", limit=ALL)) + between(ask("opportunities", each=True, limit=ALL))
    assert suggested
    assert not [pair for pair in suggested if pair in PARTNERS]


def test_nobody_is_suggested_to_itself_or_to_its_own_government(tmp_path: Path):
    w = Writer()
    w.submitted("CALGARY", "CA-AB", "CRA", "CA")
    for lead in ("CALGARY", "CA-AB", "CRA", "CA"):
        w.initiative(lead, f"Identity of {lead}", "digital-identity", status="planned")
    store = SqliteStore(tmp_path / "a.db", create=True)
    store.add([w.reading()])
    with store.view("members", "en") as view:
        suggested = between(answer_to(view, load_question("opportunities"), {}, ALL))
    assert {"CALGARY", "CA-AB"} not in suggested
    assert {"CRA", "CA"} not in suggested
    assert {"CALGARY", "CRA"} in suggested


def test_features_are_from_0_to_1_and_make_the_score(ask: Ask):
    said: Counter[str] = Counter()
    for row in ask("opportunities", limit=ALL):
        assert row["features"].keys() == load_shipped_weights()["features"].keys()
        assert all(0 <= value <= 1 for value in row["features"].values())
        total = load_shipped_weights()["kinds"][row["kind"]]
        total += sum(load_shipped_weights()["features"][name] * value for name, value in row["features"].items())
        lost = (min(1, total) - row["score"]) / REPETITION_PENALTY  # for each time that its theme stands above
        assert lost == pytest.approx(said[row["theme"]], abs=0.1)
        said[row["theme"]] += 1


def test_the_best_come_first_one_for_each_two_and_always_the_same(ask: Ask):
    rows = ask("opportunities", limit=ALL).rows
    assert all(before["score"] >= after["score"] for before, after in pairwise(rows))
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    pairs = [frozenset([row["for"], row["with"]]) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert rows == ask("opportunities", limit=ALL).rows


def test_seen_from_one_side_the_other_is_whom_to_meet(ask: Ask):
    rows = ask("opportunities", for_="Calgary", limit=ALL).rows
    assert rows
    assert {row["for"] for row in rows} == {"CALGARY"}
    assert "CALGARY" not in {row["with"] for row in rows}
    assert rows[0]["with_name"] == "Treasury Board of Canada Secretariat"


def test_each_one_gets_its_best_and_the_limit_counts_for_each(ask: Ask):
    answer = ask("opportunities", each=True, limit=1)
    assert len({row["for"] for row in answer}) == len(answer) > 5
    assert {row["rank"] for row in answer} == {1}
    assert answer.notes[1:] == [f"{len(ask('opportunities', each=True, limit=ALL)) - len(answer)} more: raise --limit."]


def test_a_theme_or_a_kind_can_be_asked_for(ask: Ask):
    assert {row["theme"] for row in ask("opportunities", theme="client feedback")} == {"client-feedback"}
    for kind in ("answer", "join", "pair", "learn"):
        assert {row["kind"] for row in ask("opportunities", kind=kind)} == {kind}


def test_evidence_is_that_of_both_sides(ask: Ask):
    for row in ask("opportunities", limit=ALL):
        quotes = " ".join(entry["quote"] for entry in row["evidence"])
        assert row["initiatives"]
        assert all(initiative in quotes for initiative in row["initiatives"])
    request = only(ask, "answer", "TBS", "CALGARY")
    assert any(entry["quote"] == "How partners collect client feedback" for entry in request["evidence"])


def test_nothing_is_suggested_from_what_an_audience_may_not_see(ask: Ask):
    public = ask("opportunities", audience="public", limit=ALL)
    assert {who for pair in between(public) for who in pair} <= {"CRA", "CA-ON", "CA-AB", "CA-BC"}


@pytest.mark.parametrize(
    ("earlier", "later", "comes_after"),
    [
        ("2021", "2021-07", False),  # a year may well end after one of its months
        ("2021-06", "2021-07", True),
        ("2021-07-01", "2021-07-31", False),  # the same month
        ("2021-09/2021-11", "2021-10", False),
        ("2021-09/2021-11", "2021-12", True),
        ("2020", "2021", True),
    ],
)
def test_one_comes_after_another_only_where_dates_say_so(
    tmp_path: Path, earlier: str, later: str, *, comes_after: bool
):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Online permits", "permits-and-licensing", date=earlier)
    w.initiative("CA-ON", "Permits by phone", "permits-and-licensing", date=later)
    store = SqliteStore(tmp_path / "a.db", create=True)
    store.add([w.reading()])
    with store.view("members", "en") as view:
        rows = answer_to(view, load_question("opportunities"), {"kind": "learn"}).rows
    assert [(row["for"], row["with"]) for row in rows] == ([("CA-ON", "CA-AB")] if comes_after else [])


def test_a_date_aimed_at_is_no_experience(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    aim = w.initiative("CA-AB", "Online permits", "permits-and-licensing")
    w.say("initiative", aim, "date", value="2021-01", by="CA-AB", qualifier="target")
    w.initiative("CA-ON", "Permits by phone", "permits-and-licensing", date="2021-09")
    store = SqliteStore(tmp_path / "a.db", create=True)
    store.add([w.reading()])
    with store.view("members", "en") as view:
        assert not answer_to(view, load_question("opportunities"), {"kind": "learn"}).rows


# words

FRENCH = {
    "CRA": "l’Agence du revenu du Canada", "CA-AB": "l’Alberta", "CA-BC": "la Colombie-Britannique",
    "CA-MB": "le Manitoba", "CA-QC": "le Québec", "CA-NL": "Terre-Neuve-et-Labrador", "CA-PE":
    "l’Île-du-Prince-Édouard", "CA-NT": "les Territoires du Nord-Ouest", "TBS":
    "le Secrétariat du Conseil du Trésor du Canada", "IRB":
    "la Commission de l’immigration et du statut de réfugié du Canada", "STATCAN": "Statistique Canada",
    "CALGARY": "Calgary", "CA": "le Gouvernement du Canada",
}  # fmt: skip
ENGLISH = {
    "CRA": "the Canada Revenue Agency", "CA-NT": "the Northwest Territories", "CA-YT": "Yukon", "STATCAN":
    "Statistics Canada", "TBS": "the Treasury Board of Canada Secretariat", "CA": "the Government of Canada",
    "CALGARY": "Calgary",
}  # fmt: skip


@pytest.mark.parametrize(("names", "language"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_names_have_their_articles(names: dict[str, str], language: str):
    known = entries()
    assert {i: str(NameWithArticle(known[i].names[language], language)) for i in names} == names


def test_a_plural_name_takes_a_plural_verb():
    sentence = "{a} {a:travaille}, {b} {b:travaille}"
    a, b = NameWithArticle("Territoires du Nord-Ouest", "fr"), NameWithArticle("Yukon", "fr")
    assert sentence.format(a=a, b=b) == "les Territoires du Nord-Ouest travaillent, le Yukon travaille"


def test_no_name_of_the_vocabulary_gets_two_articles():
    for entry in entries().values():
        for language, name in entry.names.items():
            said = str(NameWithArticle(name, language))
            assert said.endswith(name)
            assert not re.match(r"(?i)(the the|le la|la la|l’l’|les les) ", said)


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2021", "2021", "2021"),
        ("2021-10", "October 2021", "octobre 2021"),
        ("2021-10-01", "October 1, 2021", "1er octobre 2021"),
        ("2021-12/2022-02", "winter 2022", "hiver 2022"),
        ("2022/2023", "2022 – 2023", "2022 – 2023"),
        ("2022-01/2022-02", "January 2022 – February 2022", "janvier 2022 – février 2022"),
    ],
)
def test_dates_in_words(edtf: str, english: str, french: str):
    assert (format_date(edtf, "en"), format_date(edtf, "fr")) == (english, french)


def test_editions_lists_and_labels_in_words():
    assert format_edition("2022-winter", "fr") == "hiver 2022"
    assert format_edition("2022-q1", "fr") == "2022-q1"
    assert join_names(["a"], "en") == "a"
    assert join_names(["a", "b", "c"], "fr") == "a, b et c"
    assert [lower_first_letter(label) for label in ("Digital identity", "AI", "E-invoicing")] == [
        "digital identity", "AI", "e-invoicing",
    ]  # fmt: skip
