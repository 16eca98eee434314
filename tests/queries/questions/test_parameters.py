"""What people type, as identifiers: in either language, with typing errors, and never a crash."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownNameError, UsageError
from graph.sqlite.store import SqliteStore
from queries.questions import parameters
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import graph_of

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import View
    from queries.questions.answer import Answer

Find = Callable[["View", str], str]


@pytest.fixture(scope="module")
def view(store: SqliteStore) -> Iterator[View]:
    with store.view("members", "en") as opened:
        yield opened


THEMES = [
    ("digital-identity", "digital-identity"), ("Digital Identity", "digital-identity"),
    ("identité numérique", "digital-identity"), ("IDENTITE NUMERIQUE", "digital-identity"),
    ("l’identité numérique", "digital-identity"), ("digital identitty", "digital-identity"),
    ("identté numérique", "digital-identity"), ("cybersécurité", "cybersecurity"), ("Cyber-security", "cybersecurity"),
    ("wallets", "digital-credentials"), ("  client   feedback ", "client-feedback"),
]  # fmt: skip
JURISDICTIONS = [
    ("CRA", "CRA"), ("ARC", "CRA"), ("cra", "CRA"), ("Agence du revenu du Canada", "CRA"),
    ("Canada Revenu Agency", "CRA"), ("Québec", "CA-QC"), ("quebec", "CA-QC"), ("B.C.", "CA-BC"),
    ("Colombie Britannique", "CA-BC"), ("SCT", "TBS"), ("Calgary", "CALGARY"), ("ca-on", "CA-ON"),
    ("Île-du-Prince-Édouard", "CA-PE"), ("ile du prince edouard", "CA-PE"), ("Yukon", "CA-YT"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "identifier"), THEMES)
def test_a_theme_as_people_type_it(view: View, typed: str, identifier: str):
    assert parameters.resolve_theme(view, typed) == identifier
    assert parameters.resolve_node(view, f"theme:{typed}") == identifier


@pytest.mark.parametrize(("typed", "identifier"), JURISDICTIONS)
def test_a_jurisdiction_as_people_type_it(view: View, typed: str, identifier: str):
    assert parameters.resolve_jurisdiction(view, typed) == identifier
    assert parameters.resolve_node(view, f"jurisdiction:{typed}") == identifier


@pytest.mark.parametrize(
    "typed", ["Sign in with a provincial identity", "Connexion par l’identité numérique provinciale",
              "sign in with a provinical identity", "CRA/sign-in-with-a-provincial-identity"]
)  # fmt: skip
def test_an_initiative_as_people_type_it(view: View, typed: str):
    assert parameters.resolve_initiative(view, typed) == "CRA/sign-in-with-a-provincial-identity"
    assert parameters.resolve_node(view, typed) == "CRA/sign-in-with-a-provincial-identity"


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [("sign in with a provinical identity", "CRA/sign-in-with-a-provincial-identity"),
     ("Conexion par l’identité numérique provinciale", "CRA/sign-in-with-a-provincial-identity"),
     ("Busness registry", "CA-ON/business-registry")],
)  # fmt: skip
@pytest.mark.parametrize("many", [0, parameters.MAX_TITLES_COMPARED])
def test_of_many_titles_those_with_its_words_are_compared(view: View, typed: str, identifier: str, many: int):
    assert parameters.resolve_initiative(view, typed, max_compared=many) == identifier
    with pytest.raises(UnknownNameError):
        parameters.resolve_initiative(view, "“:()*", max_compared=many)


def test_anything_may_be_typed_after_its_kind(view: View):
    need = "2022-winter/TBS/how-partners-collect-client-feedback"
    assert parameters.resolve_node(view, need) == parameters.resolve_node(view, f"need:{need}") == need
    partnership = "ESDC/data-strategy+ESDC+STATCAN"
    assert parameters.resolve_node(view, f"partnership:{partnership}") == partnership
    assert parameters.resolve_node(view, "initiative:Bernie") == "CA-AB/bernie"
    assert parameters.resolve_node(view, "edition:winter 2022") == "2022-winter"


@pytest.mark.parametrize(
    ("find", "typed", "offered"),
    [
        (parameters.resolve_theme, "digital identification of cows", "Digital identity"),
        (parameters.resolve_jurisdiction, "Saskatoba", "Saskatoon"),
        (parameters.resolve_initiative, "registry of firms and business", "Business registry"),
        (parameters.resolve_edition, "spring 1999", "2022-fall"),
    ],
)
def test_what_is_not_known_is_met_with_the_nearest(view: View, find: Find, typed: str, offered: str):
    with pytest.raises(UnknownNameError) as error:
        find(view, typed)
    assert any(offered in suggestion for suggestion in error.value.suggestions)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("2021", ("2021-winter", "2021-fall")), ("summer 2021", ("2021-winter", "2021-fall")),
        ("2020-fall", ("2021-winter", "2021-fall", "2019-spring")),
        ("2030", ("2024-spring", "2023-spring", "2022-fall")), ("winter", ("2022-winter", "2021-winter")),
        ("soon", ("2024-spring", "2023-spring", "2022-fall")),
    ],
)  # fmt: skip
def test_the_editions_offered_are_near_the_one_that_was_typed(tmp_path: Path, typed: str, offered: tuple[str, ...]):
    known = "2018-fall 2019-spring 2021-winter 2021-fall 2022-winter 2022-fall 2023-spring 2024-spring"
    store = SqliteStore(tmp_path / "accord.db", create=True)
    for edition in known.split():
        book = Writer(edition=edition)
        book.submitted("CRA")
        store.add([book.reading()])
    with store.view("members", "en") as view, pytest.raises(UnknownNameError) as error:
        parameters.resolve_edition(view, typed)
    assert error.value.suggestions == offered


def test_suggestions_are_in_the_language_of_the_view(store: SqliteStore):
    with store.view("members", "fr") as french, pytest.raises(UnknownNameError) as error:
        parameters.resolve_theme(french, "identité des vaches")
    assert "Identité numérique" in error.value.suggestions


def test_no_suggestion_comes_from_what_the_audience_may_not_see(store: SqliteStore):
    with store.view("members", "en") as members, pytest.raises(UnknownNameError) as error:
        parameters.resolve_initiative(members, "land titles assistant")
    assert not any("Land" in suggestion for suggestion in error.value.suggestions)
    with store.view("secretariat", "en") as secretariat:
        assert parameters.resolve_initiative(secretariat, "land titles assistant") == "CA-SK/land-titles-assistant"


HOSTILE = [
    "", " ", "'", '"', "'; DROP TABLE claim; --", "%", "_", "*", '" OR NEAR(*', "NEAR(a b)", "title:x", "-x", "--", ":",
    "theme:", "jurisdiction:", "a:b:c", "🦫", "🇨🇦", "\x00", "\ud800", "a\nb", "\u202e", "{typed}", "{", "%s", "]", "(",
    "a" * 10_000, "identité " * 1_500, "文字", "ﬁ", "½",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_a_name_or_an_error_that_says_so(ask: Callable[..., Answer], typed: str):
    for name, parameter in (("who", "theme"), ("timeline", "jurisdiction"), ("coverage", "edition"), ("show", "node")):
        try:
            assert ask(name, **{parameter: typed}).parameters[parameter]
        except UnknownNameError as error:
            assert len(error.suggestions) <= 5  # noqa: PT017 (either outcome is right; a crash is not)


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "theme: "])
def test_an_empty_name_gets_a_message_of_its_own(view: View, typed: str):
    with pytest.raises(UnknownNameError, match="is empty"):
        parameters.resolve_node(view, typed)


def test_the_name_of_several_suggests_their_identifiers():
    writer = Writer()
    for lead in ("CA-AB", "CA-ON", "CA-QC", "CA-YT"):
        writer.initiative(lead, "Digital wallet pilot")
    with graph_of(writer.reading()) as store, store.view("members", "en") as opened:
        for find in (parameters.resolve_initiative, parameters.resolve_node):
            with pytest.raises(UnknownNameError, match="Several are called “digital wallet pilot”") as raised:
                find(opened, "digital wallet pilot")
            assert raised.value.suggestions == tuple(
                f"{lead}/digital-wallet-pilot" for lead in ("CA-AB", "CA-ON", "CA-QC")
            )


@pytest.mark.parametrize("typed", ["", " ", "'", "🦫", "theme:", "'; DROP TABLE claim; --"])
def test_what_names_nothing_is_refused(view: View, typed: str):
    for find in (
        parameters.resolve_theme,
        parameters.resolve_jurisdiction,
        parameters.resolve_initiative,
        parameters.resolve_edition,
        parameters.resolve_node,
    ):
        with pytest.raises(UnknownNameError):
            find(view, typed)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_node_or_a_usage_error(view: View, typed: str):
    for find in (parameters.resolve_theme, parameters.resolve_jurisdiction, parameters.resolve_node):
        with contextlib.suppress(UsageError):
            assert find(view, typed)


@pytest.mark.parametrize(
    ("typed", "language", "theme"),
    [
        ("transport", "fr", "transportation"),
        ("conducteurs", "fr", "transportation"),
        ("driver", "fr", "transportation"),  # a word of the label in the other language
        ("customs", "en", "trade"),
    ],
)
def test_a_word_of_one_theme_means_that_theme(store: SqliteStore, typed: str, language: str, theme: str):
    with store.view("members", language) as opened:
        assert parameters.resolve_theme(opened, typed) == theme


@pytest.mark.parametrize(
    ("typed", "language", "named"),
    [("numérique", "fr", "Gouvernement numérique"), ("digital", "en", "Digital government")],
)
def test_a_word_of_several_themes_lists_them(store: SqliteStore, typed: str, language: str, named: str):
    with store.view("members", language) as opened, pytest.raises(UnknownNameError) as raised:
        parameters.resolve_theme(opened, typed)
    assert named in str(raised.value)
    assert raised.value.template.startswith("Several themes have")


@pytest.mark.parametrize("typed", ["urbanisme", "agriculture", "opéra", "bâtiment", "mining"])
def test_what_is_like_no_theme_is_met_with_no_theme(store: SqliteStore, typed: str):
    for language in ("en", "fr"):
        with (
            store.view("members", language) as opened,
            pytest.raises(UnknownNameError, match="accord themes") as raised,
        ):
            parameters.resolve_theme(opened, typed)
        assert not raised.value.suggestions


@pytest.mark.parametrize("typed", ["eau", "water"])
def test_a_word_of_the_names_of_a_theme_offers_it(store: SqliteStore, typed: str):
    with store.view("members", "en") as opened, pytest.raises(UnknownNameError) as raised:
        parameters.resolve_theme(opened, typed)
    assert "Environment and parks" in raised.value.suggestions


@pytest.mark.parametrize(
    "typed",
    ["Chicago Police Department", "Chapin Hall", "Surf Rescue Eastland", "Conseil Coton", "Rail Authority",
     "Water Board", "Department of Fish", "Ministère des Eaux", "Bureau des marées", "Institut Mistral",
     "Harbour Trust"],
)  # fmt: skip
def test_a_body_that_shares_only_a_word_for_a_kind_is_not_offered(typed: str):
    writer = Writer()
    for identifier, name in (("ECOLOGY", "Department of Ecology"), ("EXECUTIVE", "Netherlands Executive Authority"),
                             ("ETAT", "Conseil d'Etat"), ("AIR", "California Air Resources Board"),
                             ("STATISTIQUE", "Institut National de la Statistique"),
                             ("RH", "Bureau du dirigeant principal")):  # fmt: skip
        writer.add_claim("jurisdiction", identifier, "name", value=name)
        writer.initiative(identifier, f"Register of {identifier}")
    with graph_of(writer.reading()) as store:
        for language in ("en", "fr"):
            for find in (parameters.resolve_jurisdiction, parameters.resolve_node):
                with store.view("members", language) as opened, pytest.raises(UnknownNameError) as raised:
                    find(opened, typed)
                assert not raised.value.suggestions


def test_a_body_that_has_most_words_of_what_is_typed_is_offered():
    writer = Writer()
    writer.add_claim("jurisdiction", "COTON", "name", value="Conseil Coton Anacarde")
    writer.initiative("COTON", "Registre des semences")
    with graph_of(writer.reading()) as store, store.view("members", "fr") as opened:
        with pytest.raises(UnknownNameError) as raised:
            parameters.resolve_jurisdiction(opened, "Conseil Cotton")
        assert raised.value.suggestions == ("Conseil Coton Anacarde",)


def test_a_partner_outside_government_is_named_as_one():
    writer = Writer()
    subject = writer.initiative("CA-AB", "Harbour map")
    writer.add_claim("initiative", subject, "external_partner", value="Genlis")
    writer.initiative("CA-ON", "Tide tables")
    with graph_of(writer.reading()) as store, store.view("members", "en") as opened:
        with pytest.raises(UnknownNameError, match="outside government here, in: Harbour map") as raised:
            parameters.resolve_jurisdiction(opened, "genlis")
        assert not raised.value.suggestions
        with pytest.raises(UnknownNameError, match="No jurisdiction") as raised:
            parameters.resolve_jurisdiction(opened, "Gentis")
        assert not raised.value.suggestions
