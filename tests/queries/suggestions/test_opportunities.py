"""Who should meet: kinds of suggestions, their sentences, features and evidence; and judgements on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from graph.sqlite.store import SqliteStore
from graph.vocabulary.jurisdictions import entries
from queries.ask import ask as answer_to
from queries.evaluation.suggestions import evaluate_suggestions, read_gold
from queries.questions.answer import Answer
from queries.questions.question import load_question
from queries.questions.wording import NameWithArticle, format_date, format_edition, join_names, lower_first_letter
from queries.suggestions.weights import load_shipped_weights
from tests.helpers.claim_writer import Writer
from tests.helpers.paths import DATA
from tests.helpers.sample import sample_readings
from tests.helpers.typography import faults
from tests.queries.suggestions.three_editions import build

Ask = Callable[..., Answer]
PARTNERS = [{"CRA", "CA-AB"}, {"CRA", "CA-BC"}, {"CA-AB", "CA-BC"}, {"ESDC", "STATCAN"}, {"ISED", "TBS"}]
ALL = 1000
JUDGED = DATA / "suggestions"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """The council of three editions."""
    return SqliteStore(build(tmp_path_factory.mktemp("council") / "accord.db"))


@pytest.fixture(scope="module")
def meet(council: SqliteStore) -> Ask:
    """The opportunities of that council."""

    def asked(*, lang: str = "en", limit: int = ALL, audience: str = "members", **given: object) -> Answer:
        with council.view(audience, lang) as view:
            named = {key.rstrip("_"): value for key, value in given.items()}
            return answer_to(view, load_question("opportunities"), named, limit)

    return asked


def answer_of(tmp_path: Path, w: Writer, **given: object) -> Answer:
    """The opportunities of a graph of one reading."""
    store = SqliteStore(tmp_path / "a.db", create=True)
    store.add([w.reading()])
    with store.view("members", "en") as view:
        return answer_to(view, load_question("opportunities"), given, ALL)


def find(answer: Answer, kind: str, *members: str) -> dict[str, object]:
    """The one suggestion of a kind whose members are these."""
    rows = [row for row in answer if row["kind"] == kind and set(row["members"]) == set(members)]
    assert len(rows) == 1, [(row["kind"], row["members"]) for row in answer]
    return rows[0]


# what is suggested

SENTENCES = yaml.safe_load((JUDGED / "sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda one: one["kind"])
def test_each_kind_has_its_sentence(meet: Ask, expected: dict[str, str]):
    row = find(meet(), expected["kind"], *expected["members"])
    assert row["sentence"] == row["sentences"]["en"] == expected["en"]
    if "fr" in expected:
        assert re.sub(r"\s", " ", row["sentences"]["fr"]) == expected["fr"]
        assert find(meet(lang="fr"), expected["kind"], *expected["members"])["sentence"] == row["sentences"]["fr"]


def test_two_at_work_on_the_same_are_a_pair(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Chatbot for motor vehicle questions", status="in-progress")
    w.initiative("CA-ON", "Virtual assistant for drivers", status="in-progress")
    (row,) = answer_of(tmp_path, w)
    assert row["kind"] == "pair"
    assert row["theme"] is None
    assert "compare notes on chatbots and virtual assistants" in row["sentence"]


def test_a_sentence_without_a_subject_names_none(tmp_path: Path):
    """Texts may be alike in words of their own only, of which no subject and no theme is known."""
    w = Writer()
    w.submitted("CA-AB", "CA-ON", "CA-BC", "CA-MB", "CA-NS", "CA-NL", "CA-NB")
    w.initiative("CA-AB", "Heating of the zeppelin hangar", partners=["CA-BC"], status="in-progress")
    w.initiative("CA-ON", "A roof for the zeppelin hangar", status="in-progress")
    lighthouses = ("Quartz lighthouse lenses", "Quartz lighthouse towers", "Painting the quartz lighthouse")
    for who, title in zip(("CA-MB", "CA-NS", "CA-NL"), lighthouses, strict=True):
        w.initiative(who, title, status="in-progress")
    for title in ("Road signs", "Smoke alarm campaign", "Fish ladders", "Beet harvest", "Trail maps"):
        w.initiative("CA-NB", title, status="completed")
    answer = answer_of(tmp_path, w)
    join = find(answer, "join", "CA-AB", "CA-BC", "CA-ON")
    assert "“Heating of the zeppelin hangar”, being at work on the same thing themselves:" in join["sentence"]
    assert join["sentences"]["fr"].count("«") == 2  # two titles, and no subject
    group = find(answer, "group", "CA-MB", "CA-NS", "CA-NL")
    assert group["questions"]["en"] == "Which part has each of you solved, and which not yet?"
    assert group["questions"]["fr"].startswith("Quelle partie chaque membre")


def test_what_is_about_another_subject_under_the_same_theme_is_not_offered(meet: Ask):
    offered = {
        one
        for row in meet(kind="answer")
        if row["need"] and "after-a-death" in row["need"]
        for one in row["initiatives"]
    }
    assert offered == {"CA-BC/bereavement-pathway"}  # and not CA-NS/newborn-journey


def test_one_need_is_one_suggestion_with_all_who_fit(meet: Ask):
    needs = [row["need"] for row in meet(kind="answer")]
    assert len(set(needs)) == len(needs) >= 10
    row = find(meet(), "answer", "IRCC", "CA-BC", "TBS", "CA-QC")
    assert len(row["initiatives"]) == 3
    for one in row["members"]:
        assert row["id"] in {mine["id"] for mine in meet(for_=one)}


def test_a_shared_theme_alone_is_no_reason(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Green roofs for schools", "education", status="in-progress")
    w.initiative("CA-ON", "Smoke alarm campaign", "education", status="in-progress")
    assert not answer_of(tmp_path, w).rows


@pytest.mark.parametrize("status", ["completed", "launched"])
def test_finished_work_is_for_learning_only(tmp_path: Path, status: str):
    w = Writer()
    w.submitted("CA-AB", "CA-ON", "CA-BC")
    w.initiative("CA-AB", "Chatbot for drivers", partners=["CA-BC"], status=status)
    w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
    (row,) = answer_of(tmp_path, w)
    assert (row["kind"], row["for"], row["with"]) == ("learn", "CA-ON", "CA-AB")


def test_cancelled_work_is_not_suggested(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Chatbot for drivers", status="cancelled")
    w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
    assert not answer_of(tmp_path, w).rows


@pytest.mark.parametrize(("title", "kinds"), [("Chatbot for fishing licences", []), ("Road signs", ["learn"])])
def test_who_has_finished_the_like_needs_nobody_to_learn_from(tmp_path: Path, title: str, kinds: list[str]):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Chatbot for drivers", status="completed")
    w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
    w.initiative("CA-ON", title, status="completed")
    assert [row["kind"] for row in answer_of(tmp_path, w)] == kinds


CROSSINGS = "Timetables of ferries, crews, moorings, islands, fares, tides, pilots, buoys, piers, lamps and anchors."


@pytest.mark.parametrize(
    ("one", "other", "summaries"),
    [
        ("Shared ferry timetable service", "Shared ferry timetable service (SFTS)", ("", "")),
        ("Winter moorings", "Crossing guide", (CROSSINGS, CROSSINGS)),
    ],
)  # fmt: skip
def test_work_described_twice_is_not_suggested(tmp_path: Path, one: str, other: str, summaries: tuple[str, str]):
    w = Writer()
    w.submitted("CA-NS", "CA-NL")
    w.initiative("CA-NS", one, status="in-progress", summary=summaries[0] or None)
    w.initiative("CA-NL", other, status="in-progress", summary=summaries[1] or None)
    assert not answer_of(tmp_path, w).rows


def test_work_that_has_ended_by_its_date_is_finished(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.add_claim("edition", w.edition, "published", value="2022-02")
    done = w.initiative("CA-AB", "Chatbot for drivers", status="in-progress")
    w.add_claim("initiative", done, "date", value="2021-11", by="CA-AB", qualifier="end")
    w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
    (row,) = answer_of(tmp_path, w)
    assert (row["kind"], row["for"]) == ("learn", "CA-ON")
    assert "has ended" in row["caution"]


def test_two_that_have_both_finished_are_not_suggested(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Chatbot for drivers", status="completed")
    w.initiative("CA-ON", "Chatbot for licence plates", status="launched")
    assert not answer_of(tmp_path, w).rows


def test_a_body_of_others_is_not_advised_to_join_them(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON", "CA-BC")
    w.add_claim("jurisdiction", "TRANSPORT-COUNCIL", "name", value="Council of transport administrations", by="CA-AB")
    w.add_claim("jurisdiction", "TRANSPORT-COUNCIL", "level", value="other", by="CA-AB")
    w.initiative("CA-AB", "Chatbot for drivers", partners=["CA-BC"], status="in-progress")
    w.initiative("TRANSPORT-COUNCIL", "Chatbot for licence plates", status="in-progress")
    assert {row["kind"] for row in answer_of(tmp_path, w)} <= {"pair", "group"}


def test_a_large_partnership_makes_nobody_known(tmp_path: Path):
    many = [f"ORG-{n}" for n in range(44)]
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Yearly consultation", partners=["CA-ON", *many], status="completed")
    w.initiative("CA-AB", "Chatbot for drivers", status="in-progress")
    w.initiative("CA-ON", "Chatbot for licence plates", status="in-progress")
    (row,) = answer_of(tmp_path, w)
    assert not row["known"]
    w.initiative("CA-AB", "Road map of drivers", partners=["CA-ON"], status="completed")
    (tmp_path / "a.db").unlink()
    assert not answer_of(tmp_path, w).rows


def test_a_text_in_french_meets_one_in_english(meet: Ask):
    assert find(meet(), "answer", "CA-NB", "CRA")["initiatives"] == ["CRA/letters-that-people-understand"]


def test_who_is_named_is_asked(meet: Ask):
    row = find(meet(), "answer", "CALGARY", "CA-ON")
    assert row["features"]["asked_for"] == 1
    assert row["rank"] == 1


def test_each_suggestion_has_a_question_and_names_objections(meet: Ask):
    rows = meet().rows
    assert all(row["question"] == row["questions"]["en"] and row["question"].endswith("?") for row in rows)
    assert {row["caution"] is None for row in rows} == {True, False}
    assert "only planned" in find(meet(), "pair", "CA-SK", "CA-NS")["caution"]


def test_lists_do_not_repeat_a_story(meet: Ask):
    for row in meet(each=True, limit=4):
        same = [one for one in meet(for_=row["for"], limit=4) if _story(one) == _story(row)]
        assert len(same) == 1


def test_partners_are_omitted_or_marked(tmp_path: Path):
    w = Writer()
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", "Road map", partners=["CA-ON"])
    w.initiative("CA-AB", "Chatbot for drivers", status="in-progress")
    w.initiative("CA-ON", "Chatbot for licence plates", status="in-progress")
    assert not answer_of(tmp_path, w).rows
    (tmp_path / "a.db").unlink()
    assert [row["known"] for row in answer_of(tmp_path, w, include_known=True)] == [True]


def _story(row: dict[str, object]) -> object:
    return row["initiatives"], row["need"]


# how they are judged


@pytest.mark.parametrize(
    ("name", "useful"),
    [("three_editions", 0.85), ("two_editions", 0.9), ("sample", 0.7), ("readers_three_editions", 0.95),
     ("readers_sample", 0.8)],
)  # fmt: skip
def test_readers_find_the_first_five_of_each_useful(
    council: SqliteStore, store: SqliteStore, tmp_path: Path, name: str, useful: float
):
    if name.endswith("sample"):
        chosen = SqliteStore(tmp_path / "sample.db", create=True)
        chosen.add(sample_readings())
    else:
        chosen = council if name.endswith("three_editions") else store
    gold = read_gold(JUDGED / f"{name}.gold.yaml")
    with chosen.view("members", "en") as view:
        measured = {one.lists: one for one in evaluate_suggestions(view, gold, 5)}
    each = measured["each"]
    assert each.judged >= 0.9 * sum(each.counts.values()) > 0
    assert each.share("useful") >= useful
    assert each.share("wrong") <= 0.05
    assert measured["all"].share("useful") >= 0.7


def test_suggestions_of_several_days_are_counted_together(council: SqliteStore, tmp_path: Path):
    gold = tmp_path / "gold.yaml"
    labels = yaml.safe_load((JUDGED / "three_editions.gold.yaml").read_text("utf-8"))
    counted = []
    for days in (None, "2024-05-01", ["2024-05-01", "2024-06-01"]):
        gold.write_text(yaml.safe_dump({"as_of": days, **labels}), "utf-8")
        with council.view("members", "en") as view:
            counted.append(evaluate_suggestions(view, read_gold(gold), 5)[0].judged)
    assert counted[2] == 2 * counted[1] > 0


# where there are many initiatives


def inventory(tmp_path: Path, *works: tuple[str, str, str]) -> Answer:
    """The opportunities of an inventory of many initiatives, these among them."""
    w = Writer()
    for n in range(120):
        w.initiative("CA-SK", f"Inspection {n} of elevator {n * 7}", summary=f"Yearly visit {n} of hoist {n * 7}.")
    for lead, title, summary in works:
        w.initiative(lead, title, summary=summary or None, status="in-progress")
    return answer_of(tmp_path, w)


FERRIES = ("CA-NS", "Crossing guide", "Timetables of ferries and the winter moorings of their crews.")


@pytest.mark.parametrize(
    "other",
    [
        ("CA-NL", "Harbour register", "It holds moorings of fishing boats, cranes and quays in each bay."),  # one word
        ("CA-NL", "Moorings of ferries", ""),  # a title, and two words
        ("CA-NL", "Crossing guide", "Timetables of ferries and the winter moorings of their crews."),  # the same work
    ],
)
def test_among_many_it_takes_more_to_be_alike(tmp_path: Path, other: tuple[str, str, str]):
    assert [row for row in inventory(tmp_path, FERRIES, other) if set(row["members"]) == {"CA-NS", "CA-NL"}] == []


def test_among_many_what_is_particular_to_two_is_suggested(tmp_path: Path):
    other = ("CA-NL", "Winter plan for boats", "Where ferries and their crews lie in winter: moorings, timetables.")
    (row,) = [row for row in inventory(tmp_path, FERRIES, other) if set(row["members"]) == {"CA-NS", "CA-NL"}]
    assert row["kind"] == "pair"


def test_a_summary_that_many_share_says_nothing(tmp_path: Path):
    text = "Details of harbours and moorings will be published."
    words = {"CA-NS": "Parking", "CA-NL": "Adoption", "CA-NB": "Wine", "CA-PE": "Chess", "CA-QC": "Ballet"}
    works = [(lead, f"{word} office", text) for lead, word in words.items()]
    assert inventory(tmp_path, *works).rows == []


def test_a_sentence_that_many_share_says_nothing(tmp_path: Path):
    form = "Describe harbours, moorings and quays of each bay."
    works = [
        ("CA-NS", "Parking office", f"{form} Permits and meters."),
        ("CA-NL", "Adoption office", f"{form} Families and children."),
        ("CA-NB", "Wine office", f"{form} Cellars and grapes."),
    ]
    assert inventory(tmp_path, *works).rows == []


@pytest.mark.parametrize(("summary", "suggested"), [("Not available.", 0), ("", 1), ("Cranes for herring boats.", 1)])
def test_two_titles_of_which_no_more_is_known_are_not_alike(tmp_path: Path, summary: str, suggested: int):
    titles = {"CA-NS": "Moorings of herring boats in winter", "CA-NL": "Winter quays, moorings and cranes for herring"}
    others = [(who, title, "Not available.") for who, title in zip(("CA-QC", "CA-PE", "CA-NB"), "ABC", strict=True)]
    works = [(who, title, summary) for who, title in titles.items()]
    rows = inventory(tmp_path, *works, *others).rows
    assert len([row for row in rows if set(row["members"]) == titles.keys()]) == suggested


def test_among_many_what_several_others_share_is_not_particular(tmp_path: Path):
    titles = {"CA-NS": "Winter moorings", "CA-NL": "Herring quays", "CA-NB": "Bay cranes", "CA-PE": "Tide tables"}
    text = "Ferries, {}, moorings and their crews."
    works = [(who, title, text.format(f"{title[:3]}berth {title[-4:]}pier")) for who, title in titles.items()]
    assert inventory(tmp_path, *works).rows == []


@pytest.mark.parametrize(
    ("named", "suggested"),
    [("with the Canada Revenue Agency", 0), ("of the CRA", 0), ("of cra", 0), ("with nobody", 1)],
)
def test_among_many_whoever_is_named_is_known(tmp_path: Path, named: str, suggested: int):
    one = ("CA-NS", "Crossing guide", f"Timetables of ferries and the winter moorings of their crews, {named}.")
    other = ("CRA", "Winter plan for boats", "Where ferries and their crews lie in winter: moorings, timetables.")
    assert len(inventory(tmp_path, one, other).rows) == suggested


def test_a_name_within_another_is_of_one_body(tmp_path: Path):
    w = Writer()
    for who, name in (("HARBOUR", "Harbour Authority"), ("PIERS", "Harbour Authority, Piers")):
        w.add_claim("jurisdiction", who, "name", value=name)
        w.add_claim("jurisdiction", who, "level", value="other")
        w.initiative(who, f"Winter moorings of {who.lower()} ferries", status="in-progress")
    assert answer_of(tmp_path, w).rows == []


def test_a_passage_that_many_share_says_nothing(tmp_path: Path):
    form = "Describe: the harbours, the moorings and the quays of each bay{} Then:"
    works = [
        ("CA-NS", "Parking office", f"{form.format('?')} permits and meters."),
        ("CA-NL", "Adoption office", f"{form.format('.')} families and children."),
        ("CA-NB", "Wine office", f"{form.format(';')} cellars and grapes."),
    ]
    assert inventory(tmp_path, *works).rows == []


def test_an_end_to_come_ends_nothing_before_it(tmp_path: Path):
    w = Writer()
    for who, title in (("CA-NS", "Winter moorings of ferries"), ("CA-NL", "Moorings of ferries for crews")):
        end = "2031-03-31" if who == "CA-NS" else "2027-03-31"
        w.add_claim("initiative", w.initiative(who, title), "date", value=end, by=who, qualifier="end")
    assert len(answer_of(tmp_path, w).rows) == 1


def test_what_every_tenth_has_can_be_asked_about(tmp_path: Path):
    w = Writer()
    for n in range(120):
        w.initiative("CA-SK", f"Behavioural insights {n} for lake {n * 7}", status="launched")
    w.initiative("CA-NS", "Toolkit for drivers: behavioural insights", status="launched")
    w.submitted("CA-NL")
    w.need("How do others begin with behavioural insights for drivers?", by="CA-NL")
    assert "CA-NS" in answer_of(tmp_path, w).rows[0]["members"]


def test_what_every_tenth_has_says_nothing(tmp_path: Path):
    works = [("CA-NS", "Hoists seen yearly", "Visit of a hoist."), ("CA-NL", "Yearly visit", "Hoists: a visit.")]
    assert inventory(tmp_path, *works).rows == []


# promises to keep


def between(answer: Answer) -> list[set[object]]:
    return [{row["for"], row["with"]} for row in answer]


def test_french_sentences_are_well_set(meet: Ask):
    rows = meet(lang="fr").rows
    assert rows
    for row in rows:
        for text in filter(None, (row["sentence"], row["question"], row["caution"])):
            assert not faults(re.sub("«\u00a0[^»]*\u00a0»", "«\u00a0…\u00a0»", text))  # titles are in their language
            assert not re.search(r"\b(de le|de les|à le|à les|le [AEÉIOUaeéiou])", text)


def test_partners_are_not_suggested_to_each_other(ask: Ask):
    suggested = between(ask("opportunities", limit=ALL)) + between(ask("opportunities", each=True, limit=ALL))
    assert suggested
    assert not [pair for pair in suggested if pair in PARTNERS]


def test_nobody_is_suggested_to_itself_or_to_its_own_government(tmp_path: Path):
    w = Writer()
    w.submitted("CALGARY", "CA-AB", "CRA", "CA")
    for lead in ("CALGARY", "CA-AB", "CRA", "CA"):
        w.initiative(lead, f"Chatbot of {lead}", "digital-identity", status="planned")
    pairs = {
        frozenset(pair)
        for row in answer_of(tmp_path, w)
        for pair in [(row["members"][0], other) for other in row["members"][1:]]
    }
    assert frozenset({"CALGARY", "CA-AB"}) not in pairs
    assert frozenset({"CRA", "CA"}) not in pairs
    assert pairs


def test_features_are_from_0_to_1_and_make_the_score(meet: Ask):
    weights = load_shipped_weights()
    for row in meet():
        assert row["features"].keys() == weights["features"].keys()
        assert all(0 <= value <= 1 for value in row["features"].values())
        total = weights["kinds"][row["kind"]] + 0.02 * (len(row["members"]) - 2)
        total += sum(weights["features"][name] * value for name, value in row["features"].items())
        assert min(1, total) - 0.3 - 0.01 <= row["score"] <= min(1, total) + 0.001  # less what it repeats


def test_the_best_come_first_and_always_the_same(meet: Ask):
    rows = meet().rows
    assert all(before["score"] >= after["score"] for before, after in pairwise(rows))
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["id"] for row in rows}) == len(rows)
    assert rows == meet().rows


def test_viewed_from_one_side_the_other_is_whom_to_meet(meet: Ask):
    rows = meet(for_="Yukon").rows
    assert {row["for"] for row in rows} == {"CA-YT"}
    assert "CA-YT" not in {row["with"] for row in rows}
    assert all(row["members"][0] == "CA-YT" for row in rows)


def test_each_one_gets_its_best_and_the_limit_counts_for_each(meet: Ask):
    answer = meet(each=True, limit=1)
    assert len({row["for"] for row in answer}) == len(answer) == 15
    assert {row["rank"] for row in answer} == {1}
    assert answer.notes[1:] == [f"{len(meet(each=True)) - len(answer)} more: raise --limit."]


def test_a_theme_or_a_kind_can_be_asked_for(meet: Ask):
    assert meet(theme="notifications").rows
    for kind in ("answer", "join", "pair", "learn", "group", "reuse"):
        assert {row["kind"] for row in meet(kind=kind)} == {kind}


def test_evidence_is_that_of_all_sides(meet: Ask):
    for row in meet():
        quotes = " ".join(entry["quote"] for entry in row["evidence"])
        assert row["initiatives"]
        assert all(initiative in quotes for initiative in row["initiatives"])
    reuse = find(meet(), "reuse", "CALGARY", "CA-YT")
    assert any("reuses the notification code released by Yukon" in entry["quote"] for entry in reuse["evidence"])


def test_the_lean_form_is_less_than_half(meet: Ask):
    full, lean = (meet(each=True, lean=lean).rows for lean in (False, True))
    stable = ("for", "with", "rank", "score", "kind", "theme", "sentence")
    assert [[row[name] for name in stable] for row in lean] == [[row[name] for name in stable] for row in full]
    assert len(str(lean)) < 0.5 * len(str(full))
    assert all(row["evidence"] for row in lean)


def test_nothing_is_suggested_from_what_an_audience_may_not_see(ask: Ask):
    public = ask("opportunities", audience="public", limit=ALL)
    assert {who for pair in between(public) for who in pair} <= {"CRA", "CA-ON", "CA-AB", "CA-BC", "TBS"}


def test_what_came_later_is_not_known_before(meet: Ask):
    earlier = meet(as_of="2023-07-01")
    assert earlier.rows
    assert not any("2024-spring" in (row["need"] or "") for row in earlier)
    assert not {one for row in earlier for one in row["initiatives"]} & {"CALGARY/restaurant-start-up-guide"}


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


PLACES = {
    "fr": (
        "le Burkina Faso · la Côte d’Ivoire · la Californie · le Mexique · le Cambodge · le Mozambique · le Zimbabwe · "
        "le Belize · les Philippines · les Bahamas · Cuba · Monaco · Madagascar · Haïti · l’Équateur · "
        "l’Ouganda · la Guinée-Bissau · la Corée du Nord · le Soudan du Sud · les Îles Cook · l’Île-de-France · "
        "le Texas · l’Ohio · le Maine · la Bavière · le Bade-Wurtemberg · les Hauts-de-France · le Canton de Genève · "
        "La Réunion · la République dominicaine · Saint-Marin · Terre-Neuve-et-Labrador · les Pays de la Loire · "
        "le Territoire du Nord"
    ),
    "en": (
        "the Netherlands · the United States of America · the Philippines · the Gambia · the Bahamas · Mexico · "
        "the Northern Territory · the Central African Republic · the Solomon Islands · Côte d’Ivoire · "
        "the Western Cape · "
        "the United Arab Emirates · the Canton of Zürich · Centre-Val de Loire · Norfolk Island"
    ),
}


@pytest.mark.parametrize(("language", "phrases"), PLACES.items())
def test_countries_and_their_parts_have_their_articles(language: str, phrases: str):
    names = {one.names[language] for one in entries().values() if one.names.get(language)}
    for phrase in phrases.split(" · "):
        bare = re.sub(r"^(the|le|la|les) |^l’", "", phrase)
        assert bare in names
        assert str(NameWithArticle(bare, language)) == phrase


def test_a_name_that_the_vocabulary_does_not_have_gets_an_article_by_its_kind_only():
    names = ("Riverbourg", "ministère des Ponts", "Forum des rives", "Forum of Rivers", "Alliance des ports")
    assert [str(NameWithArticle(name, "fr")) for name in names] == [
        "Riverbourg", "le ministère des Ponts", "le Forum des rives", "Forum of Rivers", "l’Alliance des ports"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("Tides Council", "the Tides Council", "le Tides Council"),
        ("Coastal Action Task Force", "the Coastal Action Task Force", "la Coastal Action Task Force"),
        ("Interministerial Directorate", "the Interministerial Directorate", "l’Interministerial Directorate"),
        ("Riverton Department of Tides and Care", "the Riverton Department of Tides and Care",
         "le Riverton Department of Tides and Care"),
        ("Department for Tides", "the Department for Tides", "le Department for Tides"),
        ("Open Tides Partnership (OTP)", "the Open Tides Partnership (OTP)", "l’Open Tides Partnership (OTP)"),
        ("U.S. Tides Administration", "the U.S. Tides Administration", "la U.S. Tides Administration"),
        ("Haute Autorité des marées", "Haute Autorité des marées", "la Haute Autorité des marées"),
        ("Observatoire des marées", "Observatoire des marées", "l’Observatoire des marées"),
        ("HM Treasury", "HM Treasury", "HM Treasury"), ("Parliament", "Parliament", "Parliament"),
        ("Service Riverton", "Service Riverton", "Service Riverton"), ("CRTA", "CRTA", "CRTA"),
        ("Riverton’s Tides Service", "Riverton’s Tides Service", "Riverton’s Tides Service"),
        ("Tides Service Canada", "Tides Service Canada", "Tides Service Canada"),
        ("Code for Riverton", "Code for Riverton", "Code for Riverton"),
    ],
)  # fmt: skip
def test_a_body_has_the_article_of_the_noun_at_its_head(name: str, english: str, french: str):
    assert (str(NameWithArticle(name, "en")), str(NameWithArticle(name, "fr"))) == (english, french)


def test_a_plural_name_takes_a_plural_verb():
    sentence = "{a} {a:travaille}, {b} {b:travaille}"
    a, b = NameWithArticle("Territoires du Nord-Ouest", "fr"), NameWithArticle("Yukon", "fr")
    assert sentence.format(a=a, b=b) == "les Territoires du Nord-Ouest travaillent, le Yukon travaille"


def test_no_name_of_the_vocabulary_gets_two_articles():
    for entry in entries().values():
        for language, name in entry.names.items():
            phrase = str(NameWithArticle(name, language))
            assert phrase.endswith(name)
            assert not re.match(r"(?i)(the the|le la|la la|l’l’|les les) ", phrase)


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
