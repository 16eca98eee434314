"""The contract: models that are frozen, strict and closed; claims, their identifiers, and who sees what."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from graph.claims import (
    PREDICATES,
    Claim,
    ClaimStream,
    Place,
    Reading,
    ReadingSummary,
    claims_adapter,
    counting_note,
    initiative_id,
    iter_batches,
    need_id,
    note,
    partnership_id,
)
from graph.errors import AccordError, SharingError, SourceError, StoreError, UsageError
from graph.exchange.attributes import Content, parse_attribute, to_attribute
from graph.model import Edition, GraphDocument, Initiative, Jurisdiction, Milestone, Source, Unplaced
from graph.values import APPROVALS, AUDIENCES, MAX_IDENTIFIER_LENGTH, approval_level, audience_level
from tests.helpers.claim_writer import Writer


def claim(**changes):
    given = {"kind": "initiative", "subject": "CRA/portal", "predicate": "lead", "object": "CRA", "rule": "x"}
    return Claim(**{**given, "place": Place(line=1), **changes})


def test_nothing_unknown_is_taken():
    with pytest.raises(ValidationError, match="colour"):
        Source(id="x", name="a", media_type="b", colour="red")


def test_nothing_is_guessed():
    with pytest.raises(ValidationError, match="received"):
        Edition(id="2022-winter", received="12")


def test_nothing_is_changed_later():
    with pytest.raises(AttributeError):
        claim().object = "TBS"


@pytest.mark.parametrize("changes", [{"page": "7"}, {"confidence": 1.5}, {"proposed": 1}, {"kind": "x"}, {"rule": ""}])
def test_claims_are_validated_strictly(changes):
    place = {key: changes.pop(key) for key in list(changes) if key == "page"}
    with pytest.raises(ValidationError):
        claims_adapter().validate_python([claim(place=Place(**place), **changes)])


@pytest.mark.parametrize("identifier", ["", "two words", "a\nb", "x" * 301, "a\u00a0b"])
def test_identifiers_are_one_word(identifier):
    with pytest.raises(ValidationError):
        claims_adapter().validate_python([claim(subject=identifier)])


@pytest.mark.parametrize("edtf", ["2021", "2021-07", "2021-10-19", "2021-09/2021-11"])
def test_dates_are_edtf(edtf):
    assert Milestone(kind="launch", edtf=edtf, start=edtf, end=edtf).edtf == edtf


@pytest.mark.parametrize("edtf", ["", "July 2021", "2021-7", "21", "2021/", "2021-07-19T00:00"])
def test_other_dates_are_not(edtf):
    with pytest.raises(ValidationError):
        Milestone(kind="launch", edtf=edtf, start="2021", end="2021")


@pytest.mark.parametrize("language", ["English", "EN", "", "e"])
def test_languages_are_tags(language):
    with pytest.raises(ValidationError):
        Jurisdiction(id="X", level="other", names={language: "X"})


def test_texts_are_not_empty():
    with pytest.raises(ValidationError):
        Initiative(id="x", titles={"en": ""})


def test_the_schema_of_the_document_can_be_published():
    schema = json.dumps(GraphDocument.model_json_schema())
    assert all(name in schema for name in ("accord-graph/1", "Partnership", "reported_by"))


# identifiers


def test_identifiers_are_made_from_what_they_name():
    assert initiative_id("CRA", "Facturation électronique") == "CRA/facturation-electronique"
    assert partnership_id("CRA/x", frozenset({"TBS", "CA-AB", "CRA"})) == "CRA/x+CA-AB+CRA+TBS"
    assert need_id("2022-winter", None, "How?") == "2022-winter/several/how"
    assert need_id("2022-winter", "CRA", "How?") == "2022-winter/CRA/how"


def test_an_identifier_of_many_members_is_bounded_and_stays_its_own():
    many = frozenset(f"AGENCY-OF-A-LONG-NAME-{number}" for number in range(40))
    one, other = (partnership_id("CRA/x", some) for some in (many, many - {"AGENCY-OF-A-LONG-NAME-39"}))
    assert len(one) == len(other) == MAX_IDENTIFIER_LENGTH
    assert one != other
    assert one.startswith("CRA/x+AGENCY")


# sharing


def test_each_audience_sees_what_the_one_before_sees_and_more():
    assert [audience_level(a) for a in AUDIENCES] == [0, 1, 2]
    visible = [{a for a in APPROVALS if approval_level(a) <= audience_level(audience)} for audience in AUDIENCES]
    assert visible == [{"public"}, {"public", "members"}, {"public", "members", "withheld"}]


# attributes


CONTENTS = {
    "edition": [Content("published", value="2022"), Content("received", value="3"), Content("submitted", object="CRA"),
                Content("missing", object="CRA"), Content("priority", value="a:b", qualifier="1:2", language="fr"),
                Content("prose", value="a:b", qualifier="1:2", language="fr")],
    "initiative": [Content("kind", value="component"), Content("title", value="a:b", language="fr-CA"),
                   Content("summary", value="x", language="en"), Content("lead", object="CRA"),
                   Content("status", value="planned"),
                   Content("date", value="2021-09/2021-11", qualifier="launch"), Content("part_of", object="a:b"),
                   Content("theme", object="a:b"), Content("external_partner", value="Acme: Ltd")],
    "partnership": [Content("member", object="a:b", qualifier="lead"), Content("initiative", object="x"),
                    Content("theme", object="ai"), Content("since", value="2021"), Content("until", value="2022")],
    "need": [Content("kind", value="ask"), Content("by", object="CRA"), Content("text", value="?", language="en"),
             Content("theme", object="ai"), Content("initiative", object="x"),
             Content("prose", value="a:b", qualifier="2022-winter", language="fr")],
    "jurisdiction": [Content("name", value="X", language="en"), Content("abbreviation", value="X", language="en"),
                     Content("level", value="other"), Content("code", value="1:2", qualifier="s"),
                     Content("part_of", object="CA")],
    "theme": [Content("label", value="X", language="en"), Content("alternative", value="a:b", language="en"),
              Content("definition", value="a:b", language="en"),
              Content("broader", object="ai"), Content("scheme", value="subject")],
}  # fmt: skip


def test_every_predicate_is_an_attribute_and_back():
    assert {kind: {content.predicate for content in every} for kind, every in CONTENTS.items()} == {
        kind: set(predicates) for kind, predicates in PREDICATES.items()
    }
    for every in CONTENTS.values():
        assert [parse_attribute(*to_attribute(content)) for content in every] == every
        names = [to_attribute(content)[0] for content in every]
        assert len(set(names)) == len(names)


# errors


def test_errors_keep_their_template_for_translation():
    error = SourceError("{file} holds no text.", file="a.pdf")
    assert str(error) == "a.pdf holds no text."
    assert (error.template, error.values) == ("{file} holds no text.", {"file": "a.pdf"})


def test_values_with_braces_are_only_values():
    assert str(UsageError("“{typed}” is nothing.", typed="{file} {0}")) == "“{file} {0}” is nothing."


def test_each_kind_of_error_has_its_exit_code():
    kinds = (AccordError, UsageError, SourceError, StoreError, SharingError)
    assert [kind.exit_code for kind in kinds] == [1, 2, 3, 4, 5]
    assert all(issubclass(kind, AccordError) for kind in kinds)


def test_notes_are_written_as_errors_are():
    fields = {"template": "Read {n} lines.", "plural": None, "values": {"n": 3}}
    assert note("Read {n} lines.", n=3).model_dump() == fields
    counted = counting_note("Read {n} line.", "Read {n} lines.", 3)
    assert counted.model_dump() == {**fields, "template": "Read {n} line.", "plural": "Read {n} lines."}


def test_claims_come_back_from_json_validated():
    writer = Writer()
    writer.initiative("CRA", "Digital identity pilot", "digital-identity")
    writer.claims.append(claim(confidence=0.7, proposed=True))
    assert claims_adapter().validate_json(claims_adapter().dump_json(writer.claims)) == writer.claims


def test_the_remarks_of_a_stream_are_complete_whenever_they_are_asked_for():
    lost = Unplaced(source="a" * 64, text="at the end")

    def generate():
        yield from iter_batches([claim()])
        return ReadingSummary([lost])

    stream = ClaimStream(generate)
    assert Reading(Writer().source, stream, remarks=stream).unplaced == [lost]
    assert list(stream) == list(stream) == [claim()]
