"""Statements that are no questions: in each language the same rows in one order, or a reason why there is one only."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase

import pytest

from graph.sqlite.store import SqliteStore
from graph.text.strings import hash_text, index_prefix
from graph.text.yaml import load_yaml
from queries.statements import STATEMENTS, fetch_rows, has_statement
from tests.contract.asked_questions import nodes_of
from tests.contract.engines import claim_numbers
from tests.helpers.sample import sample_readings
from tests.helpers.two_editions import build

WRITTEN = sorted(path.relative_to(STATEMENTS).with_suffix("").as_posix() for path in STATEMENTS.rglob("*.sql"))
LOCAL = load_yaml((STATEMENTS / "local.yaml").read_text("utf-8"))
KINDS = ("jurisdiction", "theme", "initiative", "edition", "need", "partnership", "node")
# without an order of its own: what asks makes a dictionary of it
UNORDERED = {
    "names/labels", "names/reports", "names/theme_labels", "page/evidence", "link_prediction/collaboration_words",
    "suggestions/latest",
}  # fmt: skip
NO_FILTER = dict.fromkeys(("kind", "lead", "theme", "edition", "after", "before"))
FILTERS = [
    {**NO_FILTER, **one}
    for one in (
        {}, {"kind": "need"}, {"lead": "CRA"}, {"theme": "digital-identity"}, {"edition": "2022-winter"},
        {"after": "2021-07"}, {"before": "2021-07"}, {"kind": "initiative", "theme": "ai", "after": "2020"},
    )
]  # fmt: skip
# what is asked by one store alone, or answers in its own way: asked by the questions that read full text
OWN = {
    "sources/learnt_from",
    "search/counts",
    "search/initiative_count",
    "search/size",
    "search/texts",
    "search/translations",
    "search/words",
    "themes/labelled_texts",
}
TWINS = [name for name in WRITTEN if has_statement(name, "cypher") and name not in OWN]
DAYS = (None, "2021", "2021-07-01", "2022-06-01", "2030-01-01")


def given(name, nodes):
    """The parameters that a statement is asked with, several times; those of no parameter once."""
    folded = ("canada", "cra", "portal", "digital identity", "it's", "", "x" * 300)
    many = [nodes, nodes[:1], [], ["'", "CA-QC", "nowhere", "NEWTOWN", "CRA"]]
    asked = {
        "names/alias": [{"alias": one} for one in ("NEWTOWN", "CRA", "'")],
        "names/also_named": [{"folded": one, "start": index_prefix(one), "chosen": "CRA"} for one in folded],
        "names/completions": [
            {"kind": k, "start": s, "folded": s.lower()} for k in KINDS for s in ("", "C", "é", "%", "P")
        ],
        **{
            name: [{"as_of": day} for day in DAYS]
            for name in ("link_prediction/initiatives", "link_prediction/members", "link_prediction/needs")
        },
        "link_prediction/texts": [{"as_of": day, "most": most} for day in DAYS for most in (0, 3, 1000)],
        "link_prediction/work_as_of": [{"as_of": day} for day in DAYS[1:]],
        "suggestions/dated_partnerships": [
            {"as_of": day, "enough": 2, "many": many, "most": many} for day in DAYS for many in (1, 1000)
        ],
        "suggestions/asks": [{"as_of": day, "only": only} for day in DAYS for only in (None, [], nodes)],
        **{
            name: [{"as_of": day} for day in DAYS]
            for name in ("matching/editions", "matching/initiatives", "matching/needs", "matching/reported")
        },
        **{
            name: [{"edition": one} for one in ("2022-winter", "2022-fall", "1999-fall")]
            for name in ("agenda/items", "agenda/members")
        },
        "matching/text_claims": [{"nodes": one} for one in many],
        "suggestions/latest": [{"as_of": day, "initiatives": one} for day in DAYS for one in many],
        "suggestions/members": [{"as_of": day} for day in DAYS],
        "pair_context/members": [{"initiatives": one} for one in many],
        "pair_context/partners": [{"only": one} for one in many],
        "pair_context/themes": [{"only": one} for one in many],
        "pair_context/themes_as_of": [{"as_of": day, "only": one} for day in DAYS[1:] for one in many],
        "pair_context/ties": [{"pairs": [(one, other) for one in nodes for other in nodes]}],
        "suggestions/works": [
            {"as_of": day, "on": on, "by_theme": by_theme, "most": most}
            for day in DAYS
            for on in (None, [], [(one, other) for one in nodes for other in nodes])
            for by_theme in ([], nodes, nodes[1::2])
            for most in (None, 1, 5)
        ],
        "suggestions/work_sizes": [{"jurisdictions": one, "themes": other} for one in many for other in many],
        "offers/theme_sizes": [{"themes": one} for one in many],
        "offers/theme_descendants": [{"themes": one} for one in many],
        "offers/initiative_details": [{"initiatives": one} for one in many],
        "offers/on_theme": [
            {"theme": theme, "done": done, "lead": lead, "most": most}
            for theme in ("ai", "digital-identity")
            for done in (0, 1)
            for lead in (None, "CRA")
            for most in (1, 500)
        ],
        "offers/needs": [
            {"most": 1000, "theme": None, "by": None, "edition": None, **one}
            for one in ({}, {"theme": "ai"}, {"by": "CRA"}, {"edition": "2022-winter"})
        ],
        "names/reported": [{"jurisdiction": j, "edition": e} for j in nodes for e in nodes],
        "names/reports": [
            {"jurisdiction": j, "edition": e} for j in (*nodes, "CA-NS", "CA-QC") for e in (None, "2022-winter", "x")
        ],
        "names/reported_editions": [{"jurisdiction": one} for one in (*nodes, "CA-QC")],
        "review/stated_themes": [{"initiative": i, "theme": t} for i in nodes for t in ("ai", "digital-identity")],
        "themes/review_themes": [{"most": most} for most in (1, 500)],
        "themes/themed_texts": [
            {"themes": themes, "most": most}
            for themes in (None, ["ai", "digital-identity"], [])
            for most in (1, 3, 7, 1000)
        ],
        "themes/labelled_count": [
            {"themes": themes, "most": most, "least": least}
            for themes in (None, ["ai", "digital-identity"], [])
            for most in (1, 1000)
            for least in (1, 2)
        ],
        "themes/unthemed": [{"most": most} for most in (-1, 1, 500)],
        "review/pairs": [{"merged": 0}, {"merged": 1}],
        "review/node": [{"nodes": one} for one in many],
        "search/claims": [{"nodes": one} for one in many],
        "search/filtered": [{"nodes": nodes, **one} for one in FILTERS],
        "search/listed": FILTERS,
        "search/names": [{"spans": folded}, {"spans": ["identite numerique", "ai", "quebec", "x" * 300]}],
        "link_prediction/collaboration_asks": [{"of": one} for one in nodes],
        "link_prediction/collaboration_asked": [{"themes": [[one, 0.5] for one in nodes]}],
        "link_prediction/collaboration_partners": [{"of": one} for one in nodes],
        "link_prediction/collaboration_themes": [{"themes": [[one, 0.5, 2, 0.25] for one in nodes]}],
        "link_prediction/collaboration_through": [{"through": [[one, 0.5, 2, 0.25] for one in nodes]}],
        "link_prediction/collaboration_words": [{"of": one} for one in nodes],
        "link_prediction/collaboration_work": [{"of": one} for one in nodes],
        "names/titles": [{"initiatives": one} for one in many],
        "suggestions/dates": [{"initiatives": one} for one in many],
        "suggestions/initiatives": [{"initiatives": one} for one in many],
        "names/existing_jurisdictions": [{"ids": one} for one in many],
        "network/links": [{"frontier": one} for one in many],
        **{
            name: [{"frontier": one, "others": other} for one in many for other in many]
            for name in ("network/links_low_degree", "network/links_partners")
        },
        "network/link_count_estimate": [{"frontier": one} for one in many],
        "network/ties": [{}],
        "network/ties_as_of": [{"as_of": day, "max_members": most} for day in DAYS if day for most in (2, 1_000)],
        "names/labels": [{"nodes": one} for one in many],
        "names/theme_labels": [{"nodes": one} for one in many],
        "names/names_of_kind": [{"kind": kind} for kind in KINDS],
        "names/visible_ids": [{"names": one} for one in many],
        "names/node_by_id": [
            {"typed": typed, "lower": typed.lower(), "hash": hash_text(typed.lower()), "kind": kind}
            for typed in (*nodes, "cra", "'")
            for kind in KINDS
        ],
        "names/nodes_by_name": [
            {"folded": one, "start": index_prefix(one), "kind": kind} for one in folded for kind in KINDS
        ],
        **{
            name: [{"initiatives": one} for one in many] for name in ("verification/facts", "verification/participants")
        },
        "verification/reports": [{"jurisdictions": one} for one in many],
        "verification/shared_work": [
            {"one": one, "other": other, "most": most} for one in nodes for other in nodes for most in (1, 50)
        ],
        "verification/theme_claims": [
            {"initiatives": one, "themes": themes} for one in many for themes in ([], ["ai", "digital-identity"])
        ],
        "verification/work_on_themes": [
            {"jurisdiction": one, "themes": themes, "most": 50}
            for one in nodes
            for themes in ([], ["ai"], ["identity-and-trust", "digital-identity"])
        ],
        "themes/described": [{"source": one} for one in ("Document 1", "nothing", "'")],
        "link_prediction/theme_jurisdictions": [{"theme": one} for one in ("ai", "digital-identity", "gardening")],
    }
    return asked.get(name, [{}])


def comparable(found, number=int):
    """Rows as they are compared: stores add fractions in other orders, and SQL has neither lists nor truth values.

    Claims get the numbers of the copy.
    """
    return [{key: comparable_value(key, value, number) for key, value in row.items()} for row in found]


def comparable_value(key, value, number):
    if value and (key == "claim" or key.endswith("_claim")):
        return number(value)
    if key.endswith("claims") and isinstance(value, str | list):
        return [number(claim) for claim in (json.loads(value) if isinstance(value, str) else value)]
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, list):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


@pytest.mark.parametrize("of", ["editions", "sample"])
def test_each_statement_finds_the_same(engine, tmp_path, of):
    if of == "sample":
        store = SqliteStore(tmp_path / "accord.db", create=True)
        store.add(sample_readings(), "public")
    else:
        store = SqliteStore(build(tmp_path / "accord.db"))
    all_ = "secretariat"
    with engine(store, all_) as other, store.view(all_, "fr") as one, other.view(all_, "fr") as two:
        nodes, unlike, in_copy = nodes_of(one), {}, claim_numbers(other, one)
        for name in TWINS:
            for parameters in given(name, nodes):
                left, right = (
                    comparable(fetch_rows(one, name, parameters), in_copy),
                    comparable(fetch_rows(two, name, parameters)),
                )
                if name in UNORDERED:
                    left, right = (sorted(found, key=str) for found in (left, right))
                if left != right:
                    unlike.setdefault(name, (parameters, left, right))
        assert not unlike


def test_a_statement_without_cypher_has_a_reason():
    alone = [name for name in WRITTEN if not has_statement(name, "cypher")]
    assert not [name for name in alone if not any(fnmatchcase(name, pattern) for pattern in LOCAL)]
    assert not [pattern for pattern in LOCAL if not any(fnmatchcase(name, pattern) for name in alone)]
