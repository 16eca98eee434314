"""The theme scheme is sound, a typed theme is found, and a text names its themes in either language."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Theme
from graph.text.strings import fold
from graph.values import LANGUAGES
from graph.vocabulary.themes import HINTED, ancestors, concepts, find, narrower, suggest
from tests.helpers.paths import ROOT

NAMES = [
    (concept.id, language, name, kind)
    for concept in concepts().values()
    for language in LANGUAGES
    for name, kind in concept.names(language)
]


# --- The scheme


def test_the_scheme_is_a_forest_of_60_to_100_concepts_under_at_most_10_groups():
    roots = [theme for theme in concepts() if not ancestors(theme)]
    assert 60 <= len(concepts()) <= 100
    assert len(roots) <= 10
    assert all(narrower(root) for root in roots), "a group holds something"
    assert set(concepts()) == set(roots) | {t for theme in concepts() for t in narrower(theme)}


def test_broader_links_lead_up_and_never_round():
    for theme in concepts():
        above = ancestors(theme)
        assert len({theme, *above}) == len(above) + 1
        assert all(theme not in narrower(theme) for theme in above)
    assert ancestors("digital-credentials") == ("digital-identity", "identity-and-trust")
    assert "digital-credentials" in narrower("digital-identity")


def test_identifiers_are_unique_kebab_case():
    source = (ROOT / "graph/vocabulary/data/themes.yaml").read_text(encoding="utf-8")
    written = [line.removeprefix("- id: ") for line in source.splitlines() if line.startswith("- id: ")]
    assert written == list(concepts()), "an identifier that stands twice hides a concept"
    assert all(theme.replace("-", "").isalnum() and theme == fold(theme) for theme in concepts())


def test_every_concept_is_a_theme_of_the_model_in_both_languages():
    for concept in concepts().values():
        alternatives = {language: list(names) for language, names in concept.alternatives.items()}
        theme = Theme(
            id=concept.id,
            labels=dict(concept.labels),
            alternatives=alternatives,
            broader=concept.broader,
            scheme=concept.scheme,
        )
        assert set(theme.labels) == set(LANGUAGES)


def test_no_name_means_two_themes_in_any_language():
    meanings: dict[str, set[str]] = {}
    for theme, _, name, _ in NAMES:
        meanings.setdefault(fold(name), set()).add(theme)
    assert {name: themes for name, themes in meanings.items() if len(themes) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_stands_twice_in_one_language(language):
    counts = Counter(fold(name) for _, its_language, name, _ in NAMES if its_language == language)
    assert [name for name, n in counts.items() if n > 1] == []


def test_french_names_are_typeset():
    assert [name for _, _, name, _ in NAMES if "'" in name] == []


# --- One theme, as typed


@pytest.mark.parametrize("language", [*LANGUAGES, None, "de"])
def test_every_identifier_and_name_finds_its_own_theme(language):
    assert [t for t in concepts() if find(t, language).id != t] == []
    assert [name for theme, _, name, _ in NAMES if find(name, language).id != theme] == []


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_case_accents_apostrophes_and_spaces_do_not_matter(named, random):
    theme, language, name, _ = named
    bare = fold(name) if random.random() < 0.5 else name
    typed = "".join(c.upper() if random.random() < 0.5 else c for c in bare).replace(" ", "  ")
    assert find(f" {typed} ", language).id == theme


@given(st.text(max_size=60))
def test_anything_may_be_typed(text):
    match = find(text)
    assert match.id is None or match.id in concepts()
    assert 0 <= match.confidence <= 1
    assert set(match.alternatives) <= set(concepts())
    assert not (match.id and match.alternatives)


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("identités numériques", "digital-identity"),
        ("digital idenity", "digital-identity"),
        ("ID num.", "digital-identity"),
        ("benifits", "benefits"),
        ("facturation electronic", "e-invoicing"),
        ("client fedback", "client-feedback"),
        ("cyber securité", "cybersecurity"),
        ("tell us onc", "once-only"),
    ],
)
def test_inflections_and_typing_errors_are_forgiven(typed, theme):
    assert find(typed).id == theme


@pytest.mark.parametrize("typed", ["service", "services", "national", "qzxv", "", "x"])
def test_what_is_no_theme_is_not_guessed(typed):
    assert find(typed).id is None


def test_the_nearest_themes_are_offered_where_unsure():
    match = find("digital identity credentials wallet")
    assert match.id is None
    assert {"digital-identity", "digital-credentials"} <= set(match.alternatives)


# --- The themes that a text names

PAIRS = [
    (
        "A new portal lets businesses sign up once: the registry now shares the business number.",
        "Un nouveau portail évite de s’inscrire deux fois : le registre partage désormais le numéro d’entreprise.",
        {"business-number"},
    ),
    (
        "Newborn registration on a phone, with child benefit and social insurance number in one visit",
        "Enregistrement des nouveau-nés au téléphone, avec l’allocation pour enfants dans la même visite",
        {"births", "benefits"},
    ),
    (
        "The team measures client feedback against service standards and handles complaints.",
        "L’équipe compare la rétroaction des clients aux normes de service et traite les plaintes.",
        {"client-feedback", "service-standards", "complaints"},
    ),
    (
        "Contact centres move to cloud components of a shared platform.",
        "Les centres de contact passent aux composantes infonuagiques d’une plateforme partagée, en infonuagique.",
        {"contact-centres", "cloud", "shared-platforms"},
    ),
    (
        "Provincial digital identities replace user names and passwords.",
        "Les identités numériques provinciales remplacent noms d’utilisateur et mots de passe.",
        {"digital-identity", "authentication"},
    ),
]


@pytest.mark.parametrize(("english", "french", "themes"), PAIRS)
def test_both_languages_name_the_same_themes(english, french, themes):
    for text, language in ((english, "en"), (french, "fr")):
        assert {s.theme for s in suggest(text, language, "summary")} == themes, language
        assert themes <= {s.theme for s in suggest(text, None, "summary")}, "unknown language: both are tried"


@given(st.sampled_from(NAMES), st.text(max_size=30), st.sampled_from(["title", "summary"]))
def test_a_suggestion_quotes_the_very_words(named, noise, where):
    _, language, name, _ = named
    text = f"{noise}. {name}, {noise}"
    for made in suggest(text, language, where):
        assert made.quote == text[made.start : made.end] != ""
        assert 0 < made.score <= 1
        hinted = made.reason == HINTED
        assert hinted or made.reason == f"theme-named-in-{where}"
        assert not hinted or where == "title"
        assert made.theme in concepts()


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Proof of identity", HINTED),
        ("Digital identity", "theme-named-in-title"),
        ("Identity, and digital identity at that", "theme-named-in-title"),  # one that names it is surer than a hint
    ],
)
def test_a_loose_name_in_a_title_is_a_hint(title: str, reason: str):
    assert [made.reason for made in suggest(title, "en") if made.theme == "digital-identity"] == [reason]


@given(st.sampled_from([named for named in NAMES if named[3] != "loose"]))
def test_every_name_is_recognised_in_a_text(named):
    theme, language, name, _ = named
    for where in ("title", "summary"):
        assert theme in {s.theme for s in suggest(f"About: {name}.", language, where)}


def test_the_longest_name_wins():
    made = suggest("Disability tax credit", "en")
    assert [(s.theme, s.quote) for s in made] == [("disability-benefits", "Disability tax credit")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A service for clients, and other services.", "en"),
        ("Access to services is easy for those who signed in 2021.", "en"),
        ("Senior officials of the ministry met.", "en"),
        ("J’ai ouvert un service à la même adresse.", "fr"),
        ("On y parle d’identité. Numérique, le reste suit.", "fr"),
        ("Les normes, services et outils suivent.", "fr"),
    ],
)
def test_common_words_and_separate_words_name_nothing(text, language):
    assert suggest(text, language, "summary") == []


def test_loose_names_count_in_titles_only():
    assert [s.theme for s in suggest("Service Canada Labs", "en", "title")] == ["innovation-labs"]
    assert suggest("Two labs were asked.", "en", "summary") == []


def test_a_title_says_more_than_a_summary_and_twice_more_than_once():
    title, once = suggest("Open data", "en"), suggest("Open data", "en", "summary")
    twice = suggest("Open data, and open data again", "en", "summary")
    assert title[0].score > twice[0].score > once[0].score


def test_capitals_and_decomposed_letters_are_the_same_words():
    assert suggest("IDENTITÉ NUMÉRIQUE", "fr")[0].theme == "digital-identity"
    assert suggest("identite\u0301 nume\u0301rique", "fr")[0].quote == "identite\u0301 nume\u0301rique"


def test_importing_the_module_loads_nothing_heavy():
    code = (
        "import sys, graph.vocabulary.themes as t\n"
        "heavy = {'yaml', 'rapidfuzz', 'Stemmer', 'pydantic'} & set(sys.modules)\n"
        "t.find('digital identity'); print(sorted(heavy), sorted({'rapidfuzz', 'pydantic'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "[] []\n"
