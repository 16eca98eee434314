"""What a person says of a source: resolved, checked, and merged."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from graph.errors import UsageError
from loaders.inputs.hints import parse_hints


@pytest.mark.parametrize(
    ("typed", "hints"),
    [
        ({"sender": "Yukon"}, {"sender": "CA-YT"}),
        ({"sender": " CA-AB "}, {"sender": "CA-AB"}),
        ({"sender": "Agence du revenu du Canada"}, {"sender": "CRA"}),
        ({"sender": "Ministry of Ferries"}, {"sender": "MINISTRY-OF-FERRIES", "sender_name": "Ministry of Ferries"}),
        ({"date": "2020-08"}, {"date": "2020-08"}),
        ({"date": "3 août 2020"}, {"date": "2020-08-03"}),
        ({"date": "winter 2022"}, {"date": "2021-12/2022-02"}),
        ({"edition": "2022-winter"}, {"edition": "2022-winter"}),
        ({"edition": "Hiver 2022"}, {"edition": "2022-winter"}),
        ({"edition": "2022-autumn"}, {"edition": "2022-fall"}),
        ({"edition": "round-7"}, {"edition": "round-7"}),
        ({"language": "FR-CA"}, {"language": "fr"}),
        ({"language": "anglais"}, {"language": "en"}),
        ({"approval": "Withheld"}, {"approval": "withheld"}),
        ({"approval": "membres"}, {"approval": "members"}),
        ({"sender": "", "date": None, "note": "a remark"}, {}),
    ],
)
def test_what_is_understood(typed, hints):
    assert parse_hints(typed).known_fields() == hints


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"sender": "CSC"}, "may mean several jurisdictions: .*CORRECTIONAL-SERVICE-CANADA"),
        ({"sender": "2020"}, "is not the name of a jurisdiction"),
        ({"date": "31 February 2020"}, "is not a date"),
        ({"date": "soon"}, "is not a date"),
        ({"edition": "the last one"}, "is not the name of an edition"),
        ({"edition": "x" * 301}, "is not the name of an edition"),
        ({"language": "Klingon"}, "is not a language"),
        ({"approval": "secret"}, "is not a valid approval"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_would_be(typed, says):
    with pytest.raises(UsageError, match=says):
        parse_hints(typed)


def test_the_nearer_hints_count_field_by_field():
    row = SourceHints(sender="CA-YT", date="2020")
    general = SourceHints(sender="FERRIES", sender_name="Ferries", edition="2022-winter", approval="public")
    assert row.or_else(general) == SourceHints(
        sender="CA-YT", date="2020", edition="2022-winter", approval="public"
    )  # the name of the other sender is not that of this one
    assert SourceHints().or_else(general) == general
    assert general.or_else(row) == SourceHints(
        sender="FERRIES", sender_name="Ferries", date="2020", edition="2022-winter", approval="public"
    )
