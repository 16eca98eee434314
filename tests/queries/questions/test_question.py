"""Each question as data: complete, in both languages, and true to its SQL or its function."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from graph.sqlite.schema.driver import execute_with_columns
from queries.questions.question import PARAMETER_TYPES, QUESTIONS, Question, list_questions, load_codes, load_question
from queries.questions.wording import format_sentence, load_wording
from queries.suggestions.weights import load_shipped_weights
from tests.helpers.paths import ROOT
from tests.helpers.reading import read_all
from tests.helpers.typography import faults

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore

NAMES = list_questions()
KEYS = {"name", "summary", "description", "columns", "examples", "empty"}
OPTIONAL = {"full_text", "parameters", "notes", "compute", "limit", "limit_each"}
LANGUAGES = {"en", "fr"}
WORDED_BY_RULE = {"date", "edition"}
NOTE_PLACE = re.compile(r"\{(\w+)\}")
CELL_CLAIMS = "cell_claims"  # which answers do not show: they say what in a row is not stated
PAIR_CLAIMS = "pair_claims"  # nor these: they say whether a pair is stated
SQL_NAME = re.compile(r":([a-z_]+)")


def raw(name: str) -> dict[str, object]:
    return yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text("utf-8"))


def texts(asked: Question) -> list[dict[str, str]]:
    found = [asked.summary, asked.description, asked.empty, *(p.help for p in asked.parameters)]
    return found + [column.header for column in asked.columns] + [note.text for note in asked.notes]


def sqls(asked: Question) -> list[str]:
    return [*([asked.sql] if asked.sql else []), *(note.sql for note in asked.notes)]


def test_what_the_council_needs_to_ask_is_there():
    assert set(NAMES) >= {
        "who", "show", "partners", "opportunities", "needs", "gaps", "path", "search", "coverage", "timeline", "diff",
        "themes", "evidence", "overview",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_the_keys_that_it_must_have_and_no_others(name: str):
    data = raw(name)
    assert data["name"] == name
    assert data.keys() >= KEYS
    assert data.keys() <= KEYS | OPTIONAL
    assert ("compute" in data) != (QUESTIONS / f"{name}.sql").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_both_languages(name: str):
    for text in texts(load_question(name)):
        assert text.keys() == LANGUAGES  # a bare On, No or Yes would be a truth value in YAML
        assert all(isinstance(words, str) and words.strip() for words in text.values())


def test_every_code_has_words_in_both_languages():
    for name, listed in load_codes().items():
        for value, text in listed.items():
            assert isinstance(value, str), f"{name}: quote {value}"
            assert text.keys() == LANGUAGES
            assert all(isinstance(words, str) and words for words in text.values())


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_of_a_known_type_and_used(name: str):
    asked = load_question(name)
    names = [p.name for p in asked.parameters]
    assert len(set(names)) == len(names)
    for parameter in asked.parameters:
        assert parameter.type in PARAMETER_TYPES
        assert bool(parameter.choices) == (parameter.type == "choice")
        if parameter.type == "flag":
            assert parameter.default is False
    used = set(SQL_NAME.findall("\n".join(sqls(asked))))
    if asked.compute:
        module, _, function = asked.compute.partition(":")
        taken = inspect.signature(getattr(import_module(module), function)).parameters
        open_ended = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in taken.values())
        assert open_ended or set(names) <= taken.keys()
    else:
        assert used - {"most"} == set(names)


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_what_an_answer_has(name: str, store: SqliteStore):
    asked = load_question(name)
    if asked.sql is None:
        return
    names = [column.name for column in asked.columns]
    with store.view("members", "en") as view:
        columns, _ = execute_with_columns(
            view.connection, asked.sql, {"most": -1, **{p.name: p.default for p in asked.parameters}}
        )
        found = [column for column in columns if column not in (CELL_CLAIMS, PAIR_CLAIMS)]
        assert found == [*names, "evidence"]


@pytest.mark.parametrize("name", NAMES)
def test_the_lists_of_codes_that_columns_name_exist(name: str):
    for column in load_question(name).columns:
        assert column.codes is None or column.codes in load_codes().keys() | WORDED_BY_RULE
    for parameter in load_question(name).parameters:
        if parameter.type == "choice":
            assert set(parameter.choices) <= load_codes()[parameter.codes or ""].keys()


@pytest.mark.parametrize("name", NAMES)
def test_notes_use_columns_that_their_sql_yields(name: str, store: SqliteStore):
    asked = load_question(name)
    for note in asked.notes:
        with store.view("members", "en") as view:
            columns, _ = execute_with_columns(
                view.connection, note.sql, {"most": -1, **{p.name: p.default for p in asked.parameters}}
            )
            yielded = set(columns)
        for text in note.text.values():
            assert set(NOTE_PLACE.findall(text)) <= yielded


@pytest.mark.parametrize("name", NAMES)
def test_examples_show_both_languages(name: str):
    examples = load_question(name).examples
    assert len(examples) >= 2
    assert all(example.split()[:2] == ["accord", name] for example in examples)
    assert any("--lang fr" in example for example in examples) or name in {"search", "show", "needs", "evidence"}


def test_a_file_is_read_with_every_field_of_a_question():
    elsewhere = {"sql", "cypher", "file"}  # what the file says nothing of: the statements beside it, and where it is
    assert set(Question._fields) == KEYS | OPTIONAL | elsewhere


# the sentences of opportunities


# verbs that agree in one language only, and ways to name a subject
OWN_PLACES = {"could", "should", "reuse", "would_see", "would_gain", "about", "about_in", "topic"}


def test_sentences_are_there_in_both_languages_with_the_same_places():
    for kind, texts in load_wording()["sentences"].items():
        places = {lang: set(re.findall(r"\{(\w+)", text)) - OWN_PLACES for lang, text in texts.items()}
        assert places["en"] == places["fr"], kind


def test_french_sentences_are_well_set():
    assert not {
        text["fr"]: found
        for text in load_wording()["sentences"].values()
        if (found := faults(text["fr"].replace('"', "")))
    }


def test_each_verb_that_a_sentence_uses_has_its_plural():
    for texts in load_wording()["sentences"].values():
        for language, text in texts.items():
            verbs = set(re.findall(r"\{\w+:([^}]+)\}", text))
            assert verbs <= set(load_wording()["plural"][language]["verbs"])


def test_a_sentence_begins_with_a_capital_and_knows_its_kinds():
    values = {"a": "x", "b": "y", "n": 3, "theme": "t", "a_title": "A", "b_title": "B"}
    assert format_sentence("pair", "en", values).startswith("Of the 3")
    with pytest.raises(KeyError):
        format_sentence("quarrel", "en", values)


def test_weights_are_given_for_each_kind_and_are_positive():
    weights = load_shipped_weights()
    assert weights["kinds"].keys() == {"answer", "join", "learn", "pair", "group", "reuse"}
    assert weights["topics"]["kinds"].keys() == {"answer", "join", "learn", "pair"}
    parts = [weights["kinds"], weights["features"], *weights["topics"].values(), weights["history"]]
    assert all(value > 0 for part in parts for value in part.values())


def test_the_folder_holds_pairs_and_nothing_else():
    stems = {path.stem for path in Path(QUESTIONS).glob("*.yaml")}
    assert {path.stem for path in Path(QUESTIONS).glob("*.sql")} <= stems
    assert {path.stem for path in Path(QUESTIONS).glob("*.sql")} == {
        path.stem for path in Path(QUESTIONS).glob("*.cypher")
    }


def test_a_note_asks_both_kinds_of_store():
    assert all(
        note.statement("sql") and note.statement("cypher") for name in NAMES for note in load_question(name).notes
    )


PROSE = b"""# Harbour Map

The City of Riverton leads the "Harbour Map" project with the Ministry of Ports.

Partners:

- Government of Iceland
- Statistics Canada

The Tide Register was launched on 3 May 2021 in partnership with Norway. Date: 4 June 2022.

| Project | Lead | Partners |
| --- | --- | --- |
| Buoy Exchange | Denmark | Sweden, Finland |
"""


def test_the_rules_of_free_text_have_words():
    (reading,) = read_all(PROSE, "text.md")
    rules = {claim.rule for claim in reading.claims if not claim.rule.startswith("level-")}
    assert len(rules) >= 8
    for language in LANGUAGES:
        lexicon = yaml.safe_load((ROOT / f"loaders/documents/prose/{language}.yaml").read_text("utf-8"))
        rules |= {rule["name"] for group in ("leads", "partners", "agreements", "dates") for rule in lexicon[group]}
    assert rules <= set(load_codes()["rule"])
