"""Two names of one piece of work are joined; names of two that share words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.prose.learnt.chooser import ASSERTED, PROPOSED, SAME, SAME_IF_UNSURE, choose
from loaders.documents.prose.learnt.pairs.not_work import is_no_work
from loaders.documents.prose.learnt.sameness import ExplainedNames, spells_out
from tests.loaders.documents.prose.test_learnt import claims_of, pool_of

HUB = """\
# Statistics for all ministries

The Statistics Office of Estonia runs two services for ministries that join records of different registers.

## The Record Linkage hub

The Record Linkage hub opened in March 2021. The Statistics Office hosts it together with the Ministry of Health, and
fifteen teams have used it.

## The Record Linkage Champions network

The Record Linkage Champions network began in 2022. It brings together people of eleven ministries each month to compare
methods, and is chaired by the Ministry of Justice.
"""
CONVENTIONS = """\
# Participation citoyenne

Le Conseil économique de Namur organise des débats publics depuis 2019.

La Convention citoyenne pour le fleuve a réuni cent personnes en 2021. Elle a remis ses propositions au Parlement de
Wallonie.

La Convention citoyenne sur les écoles rurales a commencé en 2023 avec la Province de Namur. Elle se réunit chaque mois
et rendra son rapport au gouvernement.
"""
PATHWAY = """\
# Energy ministers meet

In June 2022 the governments of Norway and Japan joined the Clean Coast Pledge Energy Pathway. The Clean Coast Pledge
Energy Pathway pays for sensors in oil fields, and Norway keeps its records. In support of the CCP Energy Pathway, Japan
announced training for engineers.
"""


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (HUB, {"Record Linkage hub": ["2021-03"], "Record Linkage Champions network": ["2022"]}),
        (CONVENTIONS, {"Convention citoyenne pour le fleuve": [], "Convention citoyenne sur les écoles rurales": []}),
    ],
)
def test_two_pieces_of_work_with_words_in_common_are_two(text, dated):
    claims = [claim for claim in claims_of(text) if not claim.proposed]
    found = {claim.subject: claim.value or "" for claim in claims if claim.predicate == "title"}
    for name, dates in dated.items():
        (subject,) = [subject for subject, title in found.items() if name in title]
        got = {claim.value for claim in claims if claim.subject == subject and claim.predicate == "date"}
        assert got >= {*dates}
        assert not got & {date for other, each in dated.items() if other != name for date in each}


def test_a_name_with_an_abbreviation_is_that_with_its_words():
    claims = claims_of(PATHWAY)
    assert [claim.value for claim in claims if claim.predicate == "title"] == ["Clean Coast Pledge Energy Pathway"]


class Forest:
    """Trees that say one likelihood of all pairs."""

    def __init__(self, likely: float) -> None:
        self.likely = likely

    def probabilities(self, rows: list[dict[str, float]]) -> list[float]:
        return [self.likely] * len(rows)


@pytest.mark.parametrize(("likely", "joined"), [(ASSERTED, False), (ASSERTED - 0.1, True)])
def test_a_name_that_would_be_proposed_is_joined_sooner(likely, joined):
    """Of two names that are both asserted, one more is better than two pieces of work in one."""
    pool = pool_of(HUB)
    names = [one.name for one in pool.candidates]
    both = [names.index("Record Linkage hub"), names.index("Record Linkage Champions network")]
    each = [(0.9, likely)[both.index(at)] if at in both else 0.0 for at in range(len(names))]
    chosen = choose(pool, each, PROPOSED, Forest((SAME + SAME_IF_UNSURE) / 2))
    assert len(chosen) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("one", "other", "is_spelt_out"),
    [
        ("GMP Energy Pathway", "Global Methane Pledge Energy Pathway", True),
        ("Accord avec la BEI", "Accord avec la Banque européenne d’investissement", True),
        ("GMP", "Global Methane Pledge", True),
        ("FOR Accelerator", "Future of Reading Accelerator", True),
        ("GMP Energy Pathway", "Global Methane Pledge", False),
        ("GMP Energy Pathway", "Global Methane Promise Pathway", False),
        ("GMP Energy Pathway", "Global Methane Partnership Coal Pathway", False),
        ("P Energy Pathway", "Pledge Energy Pathway", False),
        ("gmp Energy Pathway", "Global Methane Pledge Energy Pathway", False),
    ],
)
def test_an_abbreviation_is_spelt_out(one, other, is_spelt_out):
    assert spells_out(one, other) is is_spelt_out
    assert spells_out(other, one) is is_spelt_out


EXPLAINED = """\
# boTi : a service for ferries

**boTi (Boat Timetables)** is a service of the Transport Agency of Iceland. It opened in May 2021, and four ferry lines
use it now. The Transport Agency keeps the Common Harbour Register (CHR) as well, with the Ministry of Fisheries (MF).

The CHR program trains skippers, the CHR website has all lists, and the Ministry of Fisheries Strategy pays for both.

## Project: Lantern Map

## Project: Ferry Bell
"""


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("boTi", "Boat Timetables", True),
        ("boTi", "boTi : a service for ferries", True),
        ("CHR program", "Common Harbour Register", True),
        ("boTi", "Common Harbour Register", False),
        ("CHR website", "CHR program", False),
        ("Project: Lantern Map", "Project: Ferry Bell", False),
        ("Ministry of Fisheries Strategy", "Common Harbour Register", False),
    ],
)
def test_names_are_one_by_what_the_document_explains(one, other, are_one):
    pool = pool_of(EXPLAINED)
    named = {candidate.name: candidate for candidate in pool.candidates}
    short = ExplainedNames(pool)
    assert short.are_one(named[one], named[other]) is are_one
    assert short.are_one(named[other], named[one]) is are_one


def test_an_abbreviation_of_a_party_is_none_of_work():
    """Otherwise the strategy of the Ministry of Fisheries (MF) would be that of whoever is called so."""
    pool = pool_of(EXPLAINED.replace("The CHR program", "The MF program"))
    named = {candidate.name: candidate for candidate in pool.candidates}
    words = ExplainedNames(pool).words(named["MF program"])
    assert words == named["MF program"].key


def test_a_name_is_joined_by_another_name_of_what_is_chosen():
    pool = pool_of(EXPLAINED)
    names = [one.name for one in pool.candidates]
    likely = {"Boat Timetables": 0.9, "boTi": 0.8, "boTi : a service for ferries": 0.7}
    (chosen,) = choose(pool, [likely.get(name, 0.0) for name in names], PROPOSED, Forest(0.0))
    assert chosen.names == [*likely]


@given(st.text(max_size=30), st.text(max_size=30))
def test_which_name_comes_first_does_not_matter(one, other):
    assert spells_out(one, other) is spells_out(other, one)


@given(st.text(max_size=30))
def test_a_name_does_not_spell_itself_out(name):
    assert not spells_out(name, name)


INTRODUCED = """\
# News

## Iceland and Chile set up a joint institute to study kelp (7 March 2017)

Iceland and Chile work together more closely by setting up the Northern Institute for Seaweed. The agreement was signed
on 7 March. The institute will have its seat in Chile, where the wind is cold and seaweed has grown along the coast for
a very long time. People there have made soup and fences of it, and know how to dry it in the sun. It will not be alone,
since the Southern Institute for Salmon Research is near.

## Québec opens a new portal for divers

The Kelp Portal and the Salmon Portal of Québec had visitors from many towns, and both go on.

## Un nouvel institut commun pour les algues

La Bretagne et la Normandie ouvrent l’Institut Breton des Algues. La convention a été signée le 7 mars.
"""


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("institute to study kelp", "Northern Institute for Seaweed", True),
        ("Iceland and Chile set up a joint institute to study kelp", "Northern Institute for Seaweed", True),
        ("institute to study kelp", "Southern Institute for Salmon Research", False),  # it stands far behind
        ("Northern Institute for Seaweed", "Southern Institute for Salmon Research", False),
        ("portal for divers", "Kelp Portal", False),  # two are named
        ("portal for divers", "Salmon Portal", False),
        ("nouvel institut commun pour les algues", "Institut Breton des Algues", True),
    ],
)
def test_what_a_heading_describes_is_what_the_text_below_names(one, other, are_one):
    pool = pool_of(INTRODUCED)
    named = {candidate.name: candidate for candidate in pool.candidates}
    assert ExplainedNames(pool).are_one(named[one], named[other]) is are_one


FUND = """\
# Green Desk

The City of Halifax runs the Innovation Fund “Data and Maps for the Coast” with the Town of Lunenburg since 2021. The
Innovation Fund pays for maps of all harbours, and “Data and Maps for the Coast” has helped eleven towns to find out
where the water will stand in thirty years from now.
"""


def test_a_name_in_quotes_behind_another_is_its_name():
    pool = pool_of(FUND)
    explained = ExplainedNames(pool)
    names = {one.name: one for one in pool.candidates}
    assert explained.are_one(names["Innovation Fund"], names["Data and Maps for the Coast"])
    assert not explained.are_one(names["Innovation Fund"], names["Green Desk"])


DESCRIBED = """\
# Nouvelles

The County of Kitui has run Mbegu Bora, a new voucher scheme for farmers, since 2019. Yukon and Alaska opened the Permit
Exchange – a shared platform of both – in 2020. Latvia pays for a cross-border ambulance service, named Kiirabi Link.
Ottawa runs Green Bins, a waste programme, and a composting pilot with Gatineau. Alberta will plan for a tracking system
called RailEye. They signed the Harbour Treaty, a portal for skippers. Saint John, a pilot project for sensors, is here.
"""
DÉCRITS = """\
# Nouvelles

La Région de Souss a lancé « Arganier pour tous », projet de plantation de 3 000 arbres, avec la Province de Taroudant.
Lyon a ouvert Rives Vives, un vaste programme de reboisement, en 2022. Le Québec mène une campagne de surveillance des
lacs, baptisée Eau Claire, et la Wallonie finance Terre Neuve, un plan de dépollution et une campagne de collecte.
"""


@pytest.mark.parametrize(
    ("text", "described", "name", "are_one"),
    [
        (DESCRIBED, "voucher scheme for farmers", "Mbegu Bora", True),
        (DESCRIBED, "shared platform of both", "Permit Exchange", True),
        (DESCRIBED, "cross-border ambulance service", "Kiirabi Link", True),
        (DESCRIBED, "tracking system", "RailEye", True),
        (DESCRIBED, "waste programme", "Green Bins", False),  # one of several
        (DESCRIBED, "portal for skippers", "Harbour Treaty", False),  # what an agreement is for
        (DESCRIBED, "pilot project for sensors", "Saint John", False),  # a town
        (DESCRIBED, "voucher scheme for farmers", "Permit Exchange", False),
        (DÉCRITS, "projet de plantation de 3 000 arbres", "Arganier pour tous", True),
        (DÉCRITS, "programme de reboisement", "Rives Vives", True),
        (DÉCRITS, "campagne de surveillance des lacs", "Eau Claire", True),
        (DÉCRITS, "plan de dépollution et une campagne de collecte", "Terre Neuve", False),  # one of several
        (DÉCRITS, "plan de dépollution", "Terre Neuve", False),
    ],
)
def test_what_a_name_is_stands_behind_it_or_before_it(text, described, name, are_one):
    pool = pool_of(text)
    named = {candidate.name: candidate for candidate in pool.candidates}
    explained = ExplainedNames(pool)
    assert explained.are_one(named[described], named[name]) is are_one
    assert (explained.name_of(named[described]) is named[name]) is are_one


def test_what_is_called_something_is_named_by_that():
    """The name is as likely as what describes it, and the piece of work has it as its title."""
    pool = pool_of(DESCRIBED)
    likely = [0.9 if one.name == "cross-border ambulance service" else 0.0 for one in pool.candidates]
    (chosen,) = choose(pool, likely, PROPOSED, Forest(0.0))
    assert chosen.names == ["Kiirabi Link", "cross-border ambulance service"]


PAGE = """\
# {headline}

{text}
"""
TICKETS = """\
The Tide Pass opened on 3 May 2022. It is run by the Province of Nova Scotia with the Town of Digby. The work answers a
need that people of all regions have had for years, and it will be looked at again when two years have passed.
"""
STREETS = """\
La Ville de Lyon a lancé le programme Rues aux enfants avec la Métropole de Lyon le 3 mars 2022. Le
programme répond à un besoin que les gens de tous les quartiers expriment depuis des années, et sera examiné en 2025.
"""


@pytest.mark.parametrize(
    ("headline", "text", "name", "are_one"),
    [
        ("Cheaper ferry tickets for island pupils", TICKETS, "Tide Pass", True),
        ("Moins de voitures autour des écoles", STREETS, "programme Rues aux enfants", True),
        ("Harbour strategy for island pupils", TICKETS, "Tide Pass", False),  # it says what kind of work it is
        ("Cheaper tickets with Young Skippers", TICKETS, "Tide Pass", False),  # it has a name of its own
        ("Ferry tickets", TICKETS, "Tide Pass", False),  # it may be a name
    ],
)
def test_a_headline_without_a_name_is_of_what_the_text_names_first(headline, text, name, are_one):
    pool = pool_of(PAGE.format(headline=headline, text=text))
    likely = [0.9 if one.name in (headline, name) else 0.0 for one in pool.candidates]
    chosen = choose(pool, likely, PROPOSED, Forest(0.0))
    assert sorted(one.names[0] for one in chosen) == sorted([name] if are_one else [headline, name])


def test_a_headline_of_more_than_a_page_is_not_joined():
    headline = "Cheaper ferry tickets for island pupils"
    pool = pool_of(PAGE.format(headline=headline, text=TICKETS + "\n" + "The wind is cold, and it is far. " * 60))
    likely = [0.9 if one.name in (headline, "Tide Pass") else 0.0 for one in pool.candidates]
    assert len(choose(pool, likely, PROPOSED, Forest(0.0))) == len(("headline", "name"))


ACTING = """\
# Cooling Registry

The City of Halifax runs the Cooling Registry since 2021. Municipal Standards, which inspects roofs, joined it in May.
The Harbour Standards were joined to it. The work answers a need that people of all regions have had for years, and it
will be looked at again when two years have passed.
"""


@pytest.mark.parametrize(("name", "is_body"), [("Municipal Standards", True), ("Harbour Standards", False)])
def test_what_a_body_does_is_done_by_no_work(name, is_body):
    pool = pool_of(ACTING)
    (found,) = [one for one in pool.candidates if one.name == name]
    assert is_no_work(found, pool) is is_body
