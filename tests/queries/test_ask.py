"""What each question answers about a council whose facts are known."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from graph.errors import UnknownNameError, UsageError
from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.answer import Answer
from queries.questions.question import list_questions, load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import graph_of
from tests.helpers.two_editions import FALL, WINTER, fall, winter

Ask = Callable[..., Answer]

LOGIN = "CRA/sign-in-with-a-provincial-identity"
PILOTS = "CA-ON/digital-identity-pilots"
FILLED = {  # what each question is asked with, so that it has rows
    "who": {"theme": "digital identity"}, "show": {"node": "CRA"}, "path": {"from": "CA-AB", "to": "CA-ON"},
    "search": {"query": "identity"}, "diff": {"before": WINTER, "after": FALL},
}  # fmt: skip
COUNTS_WITHOUT_CLAIMS = {"unplaced"}


def pairs(answer: Answer, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in answer]


# who


def test_who_gives_three_different_answers(ask: Ask):
    answer = ask("who", theme="digital-identity", edition=WINTER)
    by_answer = {kind: {r["jurisdiction"] for r in answer if r["answer"] == kind} for kind in
                 ("works on this", "reported nothing on this", "did not report")}  # fmt: skip
    assert by_answer == {
        "works on this": {"CRA", "TBS", "ISED", "CA-AB", "CA-BC", "CA-ON"},
        "reported nothing on this": {"ESDC", "IRCC", "CA-MB", "CA-NB", "CA-NT", "CALGARY"},
        "did not report": {"CA-NS", "CA-PE", "CA-SK", "ISC"},
    }


def test_who_names_roles_and_initiatives(ask: Ask):
    rows = pairs(ask("who", theme="authentication", edition=WINTER), "answer", "role")
    assert all(answer != "works on this" for answer, _ in rows)
    rows = pairs(ask("who", theme="digital-identity"), "jurisdiction", "role", "initiative", "theme")
    assert ("CRA", "lead", LOGIN, "digital-identity") in rows
    assert ("CA-AB", "partner", LOGIN, "digital-identity") in rows
    assert ("CA-BC", "partner", LOGIN, "digital-identity") in rows
    assert ("TBS", "partner", "ISED/pan-canadian-trust-framework", "trust-frameworks") in rows


def test_who_includes_narrower_themes_and_says_so(ask: Ask):
    answer = ask("who", theme="digital identity")
    assert ("CA-QC", "digital-credentials") in pairs(answer, "jurisdiction", "theme")
    assert "Includes the narrower theme “Digital credentials and wallets”." in answer.notes
    assert "CA-ON" not in {r["jurisdiction"] for r in ask("who", theme="digital credentials") if r["role"]}


def test_who_of_one_edition_knows_nothing_of_another(ask: Ask):
    working = {r["jurisdiction"] for r in ask("who", theme="digital-identity", edition="latest") if r["role"]}
    assert working == {"CRA", "CA-AB", "CA-BC", "TBS", "CA-ON", "CA-QC"}
    silent = {r["jurisdiction"] for r in ask("who", theme="digital-identity", edition=FALL) if not r["role"]}
    assert silent == {"IRCC", "CA-NS"}  # Alberta did not report, but a partner says that it takes part


@pytest.mark.parametrize("typed", ["fall 2022", "Automne 2022", "2022-fall", "latest", "dernière"])
def test_an_edition_may_be_typed_as_people_write_it(ask: Ask, typed: str):
    assert ask("who", theme="ai", edition=typed).parameters["edition"] == FALL


# gaps and coverage


def test_gaps_distinguish_silence_from_absence(ask: Ask):
    rows = ask("gaps", theme="digital-identity")
    answers = dict(pairs(rows, "jurisdiction", "answer"))
    assert answers["CA-NB"] == "reported nothing on this"
    assert answers["CA-PE"] == "did not report"
    assert answers["CA-NS"] == "reported nothing on this"  # it was missing once, and reported later
    assert "CA-QC" not in answers  # it works on a narrower theme
    assert {row["peers"] for row in rows} == {7}


@pytest.mark.parametrize("edition", [WINTER, FALL])
def test_gaps_of_one_edition_are_those_of_its_reports(ask: Ask, edition: str):
    rows, of_who = (
        ask("gaps", theme="digital-identity", edition=edition),
        ask("who", theme="digital-identity", edition=edition),
    )
    silent = {pair for pair in pairs(of_who, "jurisdiction", "answer") if pair[1] != "works on this"}
    assert set(pairs(rows, "jurisdiction", "answer")) == silent
    working = {row["jurisdiction"] for row in of_who if row["role"]}
    assert {row["peers"] for row in rows} == {len(working)}
    for one in {row["jurisdiction"] for row in rows} & {"CA-NS", "CA-PE"}:
        known = ask("gaps", for_=one, theme="digital-identity", edition=edition).rows[0]
        names = {row["jurisdiction_name"] for row in of_who if row["role"]}
        assert set(known["most_alike"].split(" · ")) <= names


def test_gaps_can_ask_for_more_peers(ask: Ask):
    few = {row["theme"] for row in ask("gaps", for_="CA-PE", peers=5)}
    assert few == {"digital-identity", "business-services"}


def test_gaps_of_one_name_the_others_that_are_most_like_it(ask: Ask):
    answer = ask("gaps", for_="CA-PE", peers=1)
    assert [(-row["same_level"], -row["peers"], row["theme"]) for row in answer] == sorted(
        (-row["same_level"], -row["peers"], row["theme"]) for row in answer
    )
    for row in answer:
        who = ask("who", theme=row["theme"], limit=500)
        at_work = {one["jurisdiction_name"] for one in who if one["answer"] == "works on this"}
        named = row["most_alike"].split(" · ")
        assert len(named) == min(3, row["peers"])
        assert set(named) <= at_work
        assert len(row["evidence"]) > 1
    assert answer.rows[0]["theme"] == "digital-identity"
    assert answer.rows[0]["same_level"] > 0
    assert answer.notes == [
        "This concerns what was reported, not what is done: the jurisdiction may work on these themes."
    ]


def test_gaps_of_all_name_nobody(ask: Ask):
    answer = ask("gaps")
    assert {row["most_alike"] for row in answer} == {None}
    assert answer.notes == []


def test_gaps_name_nobody_that_an_audience_may_not_see(ask: Ask):
    for audience in ("public", "members"):
        for row in ask("gaps", for_="CA-PE", peers=1, audience=audience):
            who = ask("who", theme=row["theme"], audience=audience, limit=500)
            assert len({w["jurisdiction"] for w in who if w["answer"] == "works on this"}) == row["peers"]


def test_a_jurisdiction_with_no_report_and_no_word_of_it_has_no_gaps_but_a_note(ask: Ask):
    answer = ask("gaps", for_="CA-BC")
    assert not answer.rows
    assert answer.about == "British Columbia"
    assert answer.notes[0].startswith("The graph holds no report from this jurisdiction")


def test_headings_name_what_only_the_vocabulary_knows(ask: Ask):
    assert ask("gaps", for_="Terre-Neuve", lang="fr").about == "Terre-Neuve-et-Labrador"
    assert ask("who", theme="aînés").about == "Seniors"


def test_coverage_says_who_reported_and_with_a_theme_who_works_on_it(ask: Ask):
    plain = {row["jurisdiction"]: row for row in ask("coverage", edition=WINTER)}
    assert plain["CA-ON"]["answer"] == "reported"
    assert plain["CA-ON"]["initiatives"] == 4
    assert plain["TBS"]["initiatives"] == 4  # two components count as the initiative that they are part of
    assert plain["CA-NB"]["answer"] == "reported nothing"
    assert (plain["CA-PE"]["answer"], plain["CA-PE"]["approval"]) == ("did not report", None)
    themed = dict(pairs(ask("coverage", edition=WINTER, theme="cybersecurity"), "jurisdiction", "answer"))
    assert themed["TBS"] == "works on this"
    assert themed["CA-ON"] == "reported nothing on this"
    assert themed["CA-PE"] == "did not report"


def test_coverage_notes_how_many_documents_the_council_received(ask: Ask):
    assert ask("coverage", edition=WINTER).notes == [
        "winter 2022: the council states that it received 15 documents; the content of 11 is in this graph."
    ]
    assert ask("coverage", edition=FALL).notes == []


# partners and path


def test_partners_of_a_government_include_those_of_its_organisations(ask: Ask):
    assert pairs(ask("partners", jurisdiction="CA"), "jurisdiction", "partner") == [
        ("CRA", "CA-AB"), ("CRA", "CA-BC"), ("ESDC", "STATCAN"), ("ISED", "TBS"),
    ]  # fmt: skip
    assert pairs(ask("partners", jurisdiction="CRA"), "partner") == [("CA-AB",), ("CA-BC",)]


def test_a_partnership_of_three_is_three_pairs(ask: Ask):
    rows = pairs(ask("partners", theme="digital-identity"), "jurisdiction", "partner")
    assert rows == [("CA-AB", "CA-BC"), ("CA-AB", "CRA"), ("CA-BC", "CRA"), ("ISED", "TBS")]
    assert pairs(ask("partners", jurisdiction="British Columbia"), "partner") == [("CA-AB",), ("CRA",)]


def test_path_is_the_shortest_and_the_same_from_both_ends(ask: Ask):
    there = [row["node"] for row in ask("path", from_="CA-AB", to="CA-ON")]
    assert there == ["CA-AB", LOGIN, "digital-identity", PILOTS, "CA-ON"]
    back = [row["node"] for row in ask("path", from_="Ontario", to="Alberta")]
    assert len(back) == len(there)
    assert [row["node"] for row in ask("path", from_="CA-AB", to="CA-BC")] == ["CA-AB", "CA-BC"]


def test_path_from_a_thing_to_itself_and_to_what_nothing_connects(ask: Ask):
    assert [row["node"] for row in ask("path", from_="CRA", to="CRA")] == ["CRA"]
    none = ask("path", from_="CALGARY", to="CA-MB")
    assert not none.rows
    assert none.notes == ["The two are not connected."]


def test_each_step_of_a_path_after_the_first_has_evidence(ask: Ask):
    start, *steps = ask("path", from_="CA-AB", to="CA-ON")
    assert start["relation"] is None
    assert start["evidence"] == []
    assert all(step["evidence"] and step["relation"] for step in steps)


# diff and timeline


def test_diff_lists_new_changed_gone_and_what_nothing_is_known_of(ask: Ask):
    rows = pairs(ask("diff", before=WINTER, after="latest", all=True), "change", "jurisdiction", "initiative")
    assert ("new", "CA-QC", "CA-QC/digital-wallet-for-citizens") in rows
    assert ("new", "CA-NS", None) in rows
    assert ("gone", "CA-ON", "CA-ON/business-registry") in rows  # Ontario reported, and no longer of this
    assert ("gone", "CA-AB", None) in rows
    assert ("unknown", "CA-AB", "CA-AB/bernie") in rows  # Alberta did not report: that is no end
    assert ("same", "TBS", "TBS/sign-in-broker") in rows
    assert not [row for row in rows if row[1] in {"CA-PE", "ISC"}]  # silent before, no word after


def test_diff_words_what_changed(ask: Ask):
    rows = pairs(ask("diff", before=WINTER, after=FALL), "change", "initiative", "attribute", "old", "new")
    assert [row for row in rows if row[0] == "changed"] == [
        ("changed", PILOTS, "status", "planned", "in-progress"),
        ("changed", LOGIN, "status", "launched", "completed"),
        ("changed", "IRCC/letter-writing-guidelines", "status", "planned", "launched"),
    ]
    assert not [row for row in rows if row[0] == "same"]
    assert not [row for row in rows if row[0] == "unknown" and row[1]]


def test_an_edition_does_not_differ_from_itself(ask: Ask):
    answer = ask("diff", before=WINTER, after=WINTER)
    assert answer.rows == []
    assert answer.notes == ["Nothing changed between the two editions."]


def test_timeline_is_in_order_and_as_precise_as_the_source(ask: Ask):
    rows = ask("timeline").rows
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert {row["date"] for row in rows} >= {"2021-10-19", "2021-07", "2021-09/2021-11", "2022/2023"}
    assert pairs(ask("timeline", jurisdiction="CA-AB"), "initiative") == [(LOGIN,)]  # a partner's dates too
    editions = [ask("timeline", edition=edition).rows for edition in (FALL, WINTER)]
    assert all(row in rows for found in editions for row in found)
    assert len(editions[0]) < len(rows)


@pytest.mark.parametrize(
    ("bounds", "dates"),
    [
        ({"since": "2022-02"}, ["2022/2023", "2022-03/2022-05", "2022-09"]),
        ({"since": "2021-10-20", "until": "2022-01"}, ["2021-09/2021-11", "2022/2023", "2022-01"]),
        ({"until": "2021-04"}, ["2021-03", "2021-04"]),
        ({"since": "2021-07-31", "until": "2021-07-31"}, ["2021-07"]),
        ({"since": "2024"}, []),
    ],
)
def test_a_date_is_within_bounds_as_soon_as_it_may_be(ask: Ask, bounds: dict[str, str], dates: list[str]):
    assert [row["date"] for row in ask("timeline", **bounds)] == dates


@pytest.mark.parametrize("typed", ["yesterday", "2022-13", "2022-1", "22", "2022-02-40", "", "2022-02-01; DROP"])
def test_what_is_no_date_is_refused(ask: Ask, typed: str):
    with pytest.raises(UsageError, match="is not a valid date"):
        ask("timeline", since=typed)


# needs, themes, overview


def test_needs_list_who_asks_and_how_many_could_answer(ask: Ask):
    request, *wishes = ask("needs", edition=WINTER)
    assert (request["kind"], request["by"], request["offers"]) == ("ask", "TBS", 1)
    assert request["initiative"] == "TBS/better-service-management"
    assert [(wish["kind"], wish["by"]) for wish in wishes] == [("theme", None)] * 2
    assert pairs(ask("needs", theme="client feedback", by="TBS"), "need") == [(request["need"],)]
    assert not ask("needs", by="CRA").rows


def test_needs_are_in_the_language_of_the_answer(ask: Ask):
    assert ask("needs", theme="client-feedback", lang="fr").rows[0]["text"] == (
        "La façon dont les partenaires recueillent la rétroaction des clients"
    )


def test_themes_count_narrower_ones_and_can_be_those_of_one(ask: Ask):
    counts = {row["theme"]: (row["initiatives"], row["jurisdictions"], row["needs"]) for row in ask("themes")}
    assert counts["digital-identity"] == (6, 7, 1)
    assert counts["digital-credentials"] == (2, 2, 0)
    assert counts["cybersecurity"] == (1, 1, 0)  # components count as their whole
    assert {row["theme"] for row in ask("themes", jurisdiction="Calgary")} == {
        "client-feedback", "service-and-client-experience", "client-experience",
    }  # fmt: skip


def test_overview_counts_what_there_is(ask: Ask):
    counted = dict(pairs(ask("overview"), "what", "n"))
    assert counted["editions"] == 2
    assert counted["received"] == 15
    assert counted["reported"] == 13
    assert counted["did not report"] == 5
    assert counted["partnerships"] == 3
    assert counted["needs"] == 3
    assert "unplaced" not in counted  # only the secretariat sees unplaced text
    assert dict(pairs(ask("overview", audience="secretariat"), "what", "n"))["unplaced"] == 1
    assert counted["initiatives"] + counted["components"] == 30


# show and evidence


@pytest.mark.parametrize(
    ("node", "kind", "facts"),
    [
        ("CRA", "jurisdiction", {("leads", LOGIN), ("works with", "CA-AB"), ("part_of", "CA"), ("submitted", FALL)}),
        (LOGIN, "initiative", {("lead", "CRA"), ("status", "completed"), ("partner", "CA-BC"), ("date", "2021-05")}),
        ("TBS/cybersecurity", "initiative", {("part", "TBS/website-tracker")}),
        ("theme:digital identity", "theme", {("initiative", PILOTS), ("broader", "identity-and-trust")}),
        (f"{LOGIN}+CA-AB+CA-BC+CRA", "partnership", {("member", "CRA"), ("initiative", LOGIN)}),
        (f"{WINTER}/TBS/how-partners-collect-client-feedback", "need", {("by", "TBS"), ("theme", "client-feedback")}),
        (WINTER, "edition", {("missing", "CA-PE"), ("received", "15"), ("submitted", "CRA")}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_show_lists_all_of_each_kind_of_thing(ask: Ask, node: str, kind: str, facts: set[tuple[str, str]]):
    answer = ask("show", node=node)
    assert {row["kind"] for row in answer} == {kind}
    assert facts <= set(pairs(answer, "attribute", "value"))
    assert all(row["evidence"] for row in answer)


def test_show_says_in_which_edition_a_status_was_given(ask: Ask):
    statuses = [(r["value"], r["edition"]) for r in ask("show", node=LOGIN) if r["attribute"] == "status"]
    assert sorted(statuses) == [("completed", FALL), ("launched", WINTER)]


def test_show_names_what_it_points_to_in_the_language_of_the_answer(ask: Ask):
    texts = {row["value"]: row["text"] for row in ask("show", node="CRA", lang="fr")}
    assert texts["CA-BC"] == "Colombie-Britannique"
    assert texts[LOGIN] == "Connexion par l’identité numérique provinciale"


def test_a_name_of_several_things_says_what_else_it_means(ask: Ask):
    answer = ask("show", node="digital credentials and wallets")
    assert answer.parameters["node"] == "digital-credentials"
    assert any("ISED/digital-credentials-and-wallets" in note for note in answer.notes)
    french = ask("show", node="digital credentials and wallets", lang="fr")
    assert any("est aussi le nom de\u00a0:" in note for note in french.notes)


def test_evidence_of_one_thing_and_of_all(ask: Ask):
    of_login = ask("evidence", node=LOGIN)
    assert {row["subject_name"] for row in of_login} == {"Sign in with a provincial identity"}
    assert {row["value"] for row in of_login} >= {"CRA", "digital-identity", "completed"}
    assert {row["stated"] for row in ask("evidence", inferred=True)} == {"inferred"}
    assert {row["rule"] for row in ask("evidence", rule="test")} == {"test"}
    of_fall, every = ask("evidence", edition=FALL, limit=9000), ask("evidence", limit=9000)
    assert 0 < len(of_fall.rows) < len(every.rows)
    assert set(pairs(of_fall, "subject", "attribute", "value", "place")) <= set(
        pairs(every, "subject", "attribute", "value", "place")
    )
    first = ask("evidence", limit=1).rows[0]
    assert first["place"] == "Document 1, p. 1, l. 1"


# all questions


@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
@pytest.mark.parametrize("name", list_questions())
def test_each_row_quotes_its_sources(ask: Ask, name: str, audience: str):
    expected = {claim.place.quote for reading in (winter(), fall()) for claim in reading.claims}
    answer = ask(name, audience=audience, **FILLED.get(name, {}))
    assert answer.rows or audience == "public"
    for row in answer:
        assert row.keys() >= set(answer.columns)
        for entry in row["evidence"]:
            assert entry["rule"]
            assert isinstance(entry["stated"], bool)
            if entry["source"] != "vocabulary":
                assert entry["quote"] in expected
                name = "analysis-" if audience == "secretariat" else "Document "
                assert (entry["page"], entry["name"][:9]) == (1, name)
        first_step = name == "path" and row["step"] == 0
        assert row["evidence"] or first_step or row.get("what") in COUNTS_WITHOUT_CLAIMS or row.get("n") == 0


@pytest.mark.parametrize("name", list_questions())
def test_an_answer_is_json_and_the_same_each_time(ask: Ask, name: str):
    first, again = (json.dumps(ask(name, lang="fr", **FILLED.get(name, {})).to_dict()) for _ in range(2))
    assert first == again
    assert list(json.loads(first)) == ["question", "parameters", "audience", "language", "columns", "rows", "notes"]


@pytest.mark.parametrize("name", sorted(set(list_questions()) - {"overview"}))
def test_what_a_member_withholds_reaches_nobody_but_the_secretariat(ask: Ask, name: str):
    for audience in ("public", "members"):
        output = json.dumps(ask(name, audience=audience, **FILLED.get(name, {})).to_dict())
        assert "Land titles" not in output
        assert "land-titles" not in output


def test_audiences_see_what_their_level_allows(ask: Ask):
    def leads(audience: str) -> set[object]:
        return {row["lead_name"] for row in ask("timeline", audience=audience)}

    assert leads("public") == {"Ontario", "Canada Revenue Agency"}
    assert leads("members") > leads("public")
    shown = ask("show", node="CA-SK", audience="secretariat")
    assert "CA-SK/land-titles-assistant" in {row["value"] for row in shown}
    counts = {a: dict(pairs(ask("overview", audience=a), "what", "n"))["initiatives"] for a in
              ("public", "members", "secretariat")}  # fmt: skip
    assert counts["public"] < counts["members"] < counts["secretariat"]


def test_a_limit_keeps_the_first_and_says_how_many_are_left(ask: Ask):
    everyone = ask("themes")
    few = ask("themes", limit=2)
    assert few.rows == everyone.rows[:2]
    assert few.notes[-1] == f"{len(everyone) - 2} more: raise --limit."
    french = ask("themes", limit=len(everyone) - 1, lang="fr")
    assert french.notes[-1] == "Une de plus\u00a0: augmentez --limit."


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("who", {"theme": "digital identity"}),
        ("partners", {}),
        ("partners", {"jurisdiction": "CRA"}),
        ("coverage", {}),
        ("timeline", {}),
        ("show", {"node": "CRA"}),
    ],
)
def test_a_question_that_stops_early_says_that_there_is_more(ask: Ask, name: str, given: dict[str, str]):
    everyone = ask(name, **given)
    assert len(everyone) > 1
    for limit in range(1, len(everyone) + 2):
        some = ask(name, **given, limit=limit, lang="fr")
        assert some.rows == ask(name, **given, lang="fr").rows[:limit]
        more = "Il y en a d’autres\u00a0: augmentez --limit."
        assert (more in some.notes) == (limit < len(everyone))
    assert "There are more: raise --limit." in ask(name, **given, limit=1).notes


def test_a_limit_of_none_of_many_is_not_an_empty_answer(ask: Ask):
    answer = ask("themes", limit=0)
    assert answer.rows == []
    assert load_question("themes").empty["en"] not in answer.notes
    assert answer.notes == [f"{len(ask('themes'))} more: raise --limit."]


def test_headings_name_what_was_asked_of(ask: Ask):
    assert ask("who", theme="digital-identity", edition="latest", lang="fr").about == (
        "Identité numérique · automne 2022"
    )
    assert ask("path", from_="CA-AB", to="TBS").about == "Alberta · Treasury Board of Canada Secretariat"
    assert ask("overview").about == ""


@pytest.mark.parametrize(
    ("name", "filters", "english", "french"),
    [
        ("initiatives", {"lead": "CA-ON", "partner": "CA-AB"}, "Ontario · partner Alberta",
         "Ontario · partenaire Alberta"),
        ("initiatives", {"level": "federal", "status": "in-progress"}, "federal · in progress", "fédéral · en cours"),
        ("initiatives", {"after": "2021-06", "before": "2022"}, "from 2021-06 · before 2022",
         "à partir de 2021-06 · avant 2022"),
        ("initiatives", {"part_of": "Cybersecurity", "edition": WINTER}, "winter 2022 · part of Cybersecurity",
         "hiver 2022 · dans Cybersécurité"),
        ("timeline", {"since": "2021", "until": "2022"}, "since 2021 · until 2022", "depuis 2021 · jusqu’à 2022"),
        ("needs", {"unanswered": True}, "unanswered", "sans réponse"),
        ("gaps", {"peers": 3}, "at least 3 others", "au moins 3 autres"),
        ("gaps", {"peers": 2}, "", ""),
        ("opportunities", {"kind": "answer"}, "answer a need", "répondre à un besoin"),
        ("network", {"part": "broker"}, "broker", "intermédiaire"),
    ],
)  # fmt: skip
def test_headings_name_every_filter(ask: Ask, name: str, filters: dict[str, object], english: str, french: str):
    assert ask(name, **filters).about == english
    assert ask(name, lang="fr", **filters).about == french


@pytest.mark.parametrize("given", [{"thema": "x"}, {}, {"theme": None}, {"theme": "ai", "edition": "1999"}])
def test_a_question_asked_wrongly_says_what_is_missing(ask: Ask, given: dict[str, object]):
    with pytest.raises(UsageError):
        ask("who", **given)


def test_a_choice_is_one_of_those_there_are(ask: Ask):
    with pytest.raises(UsageError, match="Choose one of: answer, join, pair, learn"):
        ask("opportunities", kind="quarrel")


@pytest.mark.parametrize("typed", ["in-progress", "in progress", "En cours", "IN-PROGRESS"])
def test_a_choice_is_a_code_or_its_word_in_either_language(ask: Ask, typed: str):
    assert ask("initiatives", status=typed).parameters["status"] == "in-progress"


@pytest.mark.parametrize(("typed", "lang", "offered"), [("lancée", "fr", "lancé"), ("launchd", "en", "launched")])
def test_a_misspelt_choice_is_met_with_the_nearest(ask: Ask, typed: str, lang: str, offered: str):
    with pytest.raises(UnknownNameError) as caught:
        ask("initiatives", status=typed, lang=lang)
    assert caught.value.suggestions == (offered,)


# who did not report


@pytest.mark.parametrize(
    ("name", "filters", "noted"),
    [
        ("initiatives", {"lead": "CA-NS", "edition": WINTER}, "Nova Scotia shared no report (winter 2022)"),
        ("needs", {"by": "ISC"}, "Indigenous Services Canada shared no report (winter 2022)"),
        ("initiatives", {"lead": "CA-NL"}, "The graph shows no report of Newfoundland and Labrador"),
        ("initiatives", {"lead": "CA-SK", "edition": FALL}, "The graph shows no report of Saskatchewan"),
        ("initiatives", {"lead": "CA-MB", "status": "cancelled"}, None),
        ("gaps", {"for": "CA-NL"}, "holds no report from this jurisdiction"),
    ],
)
def test_an_empty_answer_says_who_did_not_report(ask: Ask, name: str, filters: dict[str, str], noted: str | None):
    answer = ask(name, **{("for_" if key == "for" else key): value for key, value in filters.items()})
    assert not answer.rows
    notes = [note for note in answer.notes if "report" in note and note != load_question(name).empty["en"]]
    assert [noted in note for note in notes] == ([True] if noted else [])


def test_where_nobody_reports_no_report_is_missed():
    inventory = Writer()
    inventory.initiative("CRA", "Portal", "ai")
    with graph_of(inventory.reading()) as store, store.view("members", "en") as view:
        answer = ask(view, load_question("initiatives"), {"lead": "CA-NL"})
    assert answer.notes == [load_question("initiatives").empty["en"]]


def test_a_graph_that_holds_nothing_yet_is_searched(tmp_path):
    with SqliteStore(tmp_path / "new.db", create=True).view("public", "en") as view:
        answer = ask(view, load_question("search"), {"query": "portail arbres"})
    assert not answer.rows
    assert answer.notes


# initiatives


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"lead": "Ontario", "status": "in-progress"}, {PILOTS}),
        ({"partner": "Alberta"}, {LOGIN}),
        ({"lead": "CA", "theme": "digital identity", "edition": FALL}, {LOGIN, "TBS/sign-in-broker"}),
        ({"level": "municipal"}, {"CALGARY/client-feedback-dashboard"}),
        ({"after": "2021-10-19", "before": "2021-10-20"}, {"CA-ON/business-registry", "ESDC/service-canada-labs"}),
        ({"after": "2021-09", "before": "2021-08", "lead": "CA-ON"}, set()),
        ({"part_of": "Cybersecurity"}, {"TBS/website-tracker", "TBS/cyber-maturity-self-assessment"}),
        ({"lead": "CA-MB", "status": "cancelled"}, set()),
    ],
)
def test_initiatives_pass_every_filter(ask: Ask, filters: dict[str, str], found: set[str]):
    answer = ask("initiatives", **filters)
    assert {row["initiative"] for row in answer} == found
    assert all(row["evidence"] for row in answer)


def test_initiatives_name_partners_themes_and_the_latest_edition_in_the_language_asked(ask: Ask):
    (row,) = ask("initiatives", partner="Alberta", lang="fr")
    assert row["partners"] == "Alberta · Colombie-Britannique"
    assert (row["themes"], row["date"], row["edition"]) == ("Identité numérique", "2021-05", FALL)
    assert not ask("initiatives", lead="CA-SK").rows  # withheld


def test_themes_and_partners_of_an_edition_count_what_it_reports(ask: Ask):
    counts = {row["theme"]: (row["initiatives"], row["jurisdictions"]) for row in ask("themes", edition=FALL)}
    working = {row["initiative"] for row in ask("who", theme="digital-identity", edition=FALL) if row["initiative"]}
    assert counts["digital-identity"] == (len(working), 6)
    assert "cybersecurity" not in counts
    assert "e-invoicing" in {row["theme"] for row in ask("themes")}
    everything, autumn = ask("partners"), ask("partners", edition=FALL)
    assert {row["initiative"] for row in autumn} == {LOGIN}
    assert {row["initiative"] for row in everything} == {
        LOGIN,
        "ESDC/data-strategy",
        "ISED/pan-canadian-trust-framework",
    }


# the filters of a search


def test_a_filter_that_does_not_exist_is_an_error_with_the_nearest(ask: Ask):
    with pytest.raises(UnknownNameError, match=r"“them:” is not a filter\. The filters: lead:, theme:") as raised:
        ask("search", query="portal them:ai")
    assert raised.value.suggestions == ("theme:",)
    with pytest.raises(UnknownNameError) as raised:
        ask("search", query="portail editions:latest", lang="fr")
    assert raised.value.suggestions == ("édition:",)


@pytest.mark.parametrize("query", ['"status:planned"', "identity: pilots", "see https://example.org", "« état:x »"])
def test_a_colon_in_a_phrase_an_address_or_a_sentence_is_no_filter(ask: Ask, query: str):
    ask("search", query=query)


def _report(edition, *, lead, partners=(), status=None, dates=(), name=None):
    writer = Writer(name or f"{edition}.txt", edition=edition)
    writer.submitted(lead)
    writer.initiative("CRA", "Portal", status=status, partners=partners)
    writer.claims = [
        claim._replace(object=lead) if claim.predicate == "lead" else claim._replace(reported_by=lead)
        for claim in writer.claims
    ]
    for kind, value in dates:
        writer.add_claim("initiative", "CRA/portal", "date", value=value, by=lead, qualifier=kind)
    return writer.reading()


def test_diff_compares_status_dates_lead_and_partners():
    first = _report("2021-fall", lead="CRA", partners=["CA-AB"], dates=[("completion", "2022-03"), ("start", "2021")])
    second = _report(
        "2022-winter", lead="ESDC", partners=["CA-AB", "CA-ON"], status="launched",
        dates=[("completion", "2022-09"), ("start", "2021"), ("completion", "2022-10")],
    )  # fmt: skip
    with graph_of(first, second) as store, store.view("members", "en") as view:
        rows = ask(view, load_question("diff"), {"before": "2021-fall", "after": "2022-winter"}).rows
        found = {(row["attribute"], row["old"], row["new"]) for row in rows if row["change"] == "changed"}
    assert found == {
        ("completion", "2022-03", "2022-09 · 2022-10"),
        ("lead", "Canada Revenue Agency", "Employment and Social Development Canada"),
        ("partner", "Alberta", "Alberta · Ontario"),
        ("status", None, "launched"),
    }


def test_what_an_earlier_edition_reports_is_not_new():
    editions = ("2021-fall", "2022-winter", "2022-fall")
    readings = [_report(one, lead="CRA") for one in (editions[0], editions[2])]
    other = Writer("other.txt", edition=editions[1])
    other.submitted("CRA")
    other.initiative("CRA", "Counter")
    with graph_of(*readings, other.reading()) as store, store.view("members", "en") as view:
        question = load_question("diff")
        rows = ask(view, question, {"before": editions[1], "after": editions[2], "all": True}).rows
        assert {(row["initiative"], row["change"]) for row in rows} == {("CRA/portal", "same"), ("CRA/counter", "gone")}
        rows = ask(view, question, {"before": editions[0], "after": editions[1], "all": True}).rows
        assert {(row["initiative"], row["change"]) for row in rows} == {("CRA/portal", "gone"), ("CRA/counter", "new")}


def test_an_initiative_is_gone_only_if_who_reported_it_reported():
    """The lead reports again, but another had reported the initiative."""
    first = _report("2021-fall", lead="CRA")
    first.claims[:] = [claim._replace(reported_by="TBS") for claim in first.claims]
    second = Writer("second.txt", edition="2022-winter")
    second.submitted("CRA")
    with graph_of(first, second.reading()) as store, store.view("members", "en") as view:
        rows = ask(view, load_question("diff"), {"before": "2021-fall", "after": "2022-winter", "all": True}).rows
    assert ("CRA/portal", "unknown") in {(row["initiative"], row["change"]) for row in rows}
