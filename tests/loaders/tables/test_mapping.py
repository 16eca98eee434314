"""What a mapping can say of the rows of a table, and what a wrong one is told."""

from __future__ import annotations

import pytest

from graph.errors import SourceError
from loaders.mapping.file import parse_mapping
from tests.helpers.files.table import claim_values, csv_of, notes, read, subjects, without_places
from tests.helpers.paths import ROOT

GRANTS = """project,role,who,country,from,subject
7,participant,11,NO,2016-05-01,AG
7,coordinator,12,NL,2016-05-01,AG
7,participant,13,NO,2016-05-01,HS
8,coordinator,11,NO,2017-01-01,HS
"""
PARTICIPATION = """
rows: participation
collection: grants
key: project
title: {template: "Project {project}"}
member: {column: who, look_up: false, prefix: P-, part_of: {column: country, look_up: false, level: international}}
role: {column: role, values: {coordinator: lead, participant: partner}}
dates: {start: from}
themes: {column: subject, codes: codes.csv}
edition: {column: from, by: year}
"""
CODES = "code,label_en,label_fr\nAG,Agriculture,Agriculture\nHS,Health,Santé\n"


BOMB = "a: &a [b, b]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "codes.csv").write_text(CODES, "utf-8")
    return str(tmp_path)


def test_several_rows_are_one_initiative(folder):
    reading = read(GRANTS, mapping=PARTICIPATION, folder=folder)
    assert claim_values(reading, "initiative", "title") == {"grants/7": ["Project 7"], "grants/8": ["Project 8"]}
    assert claim_values(reading, "initiative", "lead") == {"grants/7": ["P-12"], "grants/8": ["P-11"]}
    assert claim_values(reading, "partnership", "member")["grants/7+members"] == ["P-11", "P-12", "P-13"]
    assert claim_values(reading, "initiative", "theme") == {
        "grants/7": ["agriculture", "health"],
        "grants/8": ["health"],
    }
    assert claim_values(reading, "theme", "label") == {"agriculture": ["Agriculture", "Agriculture"]}
    assert claim_values(reading, "jurisdiction", "part_of") == {"P-11": ["NO", "NO"], "P-12": ["NL"], "P-13": ["NO"]}
    # P-11 is described in each edition, as each has its own approval
    assert claim_values(reading, "edition", "published") == {"2016": ["2016"], "2017": ["2017"]}
    label = next(claim for claim in reading.claims if claim.predicate == "label")
    assert (label.place.sheet, label.place.line, label.rule) == ("codes.csv", 2, "code-table")


def test_keys_that_differ_are_initiatives_that_differ():
    keys = ["C-ISC-1018", "C-ISC - 1018", "a0Bx", "a0bx", "(7)", "7", "1.2", "12"]
    table = "id,title,lead\n" + "".join(f"{key},Client portal,Alberta\n" for key in keys)
    mapping = "collection: inventory\nkey: id\ntitle: title\nlead: lead\n"
    assert len(subjects(read(table, mapping=mapping), "initiative")) == len(keys)
    alone = read("id,title,lead\nC-ISC - 1018,Client portal,Alberta\n", mapping=mapping)
    assert subjects(alone, "initiative") < subjects(read(table, mapping=mapping), "initiative")


def test_a_name_is_one_of_the_country_of_its_row():
    table = (
        "title,who,country\nCurriculum,Ministry of Education,Norway\nTextbooks,Ministry of Education,Peru\n"
        "Ports,Transport Canada,Canada\nRoads,Department of Transport,Ireland\nRail,Ministry of Education,Norway\n"
    )
    reading = read(table, mapping="title: title\nlead: {column: who, part_of: country}\n")
    leads = [claim.object for claim in reading.claims if claim.predicate == "lead"]
    assert leads == [
        "MINISTRY-OF-EDUCATION-NORWAY", "MINISTRY-OF-EDUCATION-PERU", "TC", "DEPARTMENT-OF-TRANSPORT-IRELAND",
        "MINISTRY-OF-EDUCATION-NORWAY",
    ]  # fmt: skip
    assert claim_values(reading, "jurisdiction", "part_of")["MINISTRY-OF-EDUCATION-PERU"] == ["PERU"]


def test_a_title_of_one_word_is_of_the_country_of_its_row():
    table = "title,who,country\nBonds,Finance,Canada\nRolls,Finance,Norway\nWills,Santé,Alberta\nCells,Health,Canada\n"
    reading = read(table, mapping="title: title\nlead: {column: who, part_of: country}\n")
    leads = [claim.object for claim in reading.claims if claim.predicate == "lead"]
    assert (leads[0], leads[3]) == ("FIN", "HC")
    assert not {"FIN", "HC"} & set(leads[1:3])
    alone = read("title,who\nBonds,Finance\n", mapping="title: title\nlead: who\n")
    assert "FIN" not in [claim.object for claim in alone.claims]


def test_names_taken_for_others_are_noted():
    reading = read("title,who\nPorts,Transport Canda\nRoads,Alberto\n", mapping="title: title\nlead: who\n")
    assert "not spelt as a known one" in notes(reading)
    assert "“Transport Canda” → TC" in notes(reading)
    assert "Alberto" not in notes(reading)


def test_themes_of_the_data_are_its_own():
    table = "title,who,theme\nPorts,Transport Canada,Private sector\nRoads,Transport Canada,Digital Identity\n"
    reading = read(table, mapping="title: title\nlead: who\nthemes: theme\n")
    themes = claim_values(reading, "initiative", "theme")
    assert themes == {"TC/ports": ["private-sector"], "TC/roads": ["digital-identity"]}
    assert claim_values(reading, "theme", "label") == {"private-sector": ["Private sector"]}
    assert "“Private sector” → public-private-collaboration" in notes(reading)


def test_rows_of_one_initiative_may_stand_separate(folder):
    lines = GRANTS.splitlines()
    shuffled = "\n".join([lines[0], lines[4], lines[1], lines[3], lines[2]])
    one, other = (read(each, mapping=PARTICIPATION, folder=folder) for each in (GRANTS, shuffled))
    assert {(c.subject, c.predicate, c.object or c.value) for c in one.claims} == {
        (c.subject, c.predicate, c.object or c.value) for c in other.claims
    }


def test_who_leads_is_not_its_own_partner():
    reading = read("t,l,p\nOne,CRA,Canada Revenue Agency (CRA)\n", mapping="title: t\nlead: l\npartners: p\n")
    assert subjects(reading, "partnership") == set()
    assert not reading.unplaced


def test_several_leads():
    reading = read("t,l\nOne,Alberta; Ontario\n", mapping="title: t\nlead: {column: l, separator: ';'}\n")
    assert claim_values(reading, "initiative", "lead") == {"CA-AB/one": ["CA-AB"]}
    roles = [(c.object, c.qualifier) for c in reading.claims if c.predicate == "member"]
    assert roles == [("CA-AB", "lead"), ("CA-ON", "lead")]


def test_names_that_nothing_knows():
    table = "t,l,p\nOne,Alberta,Ontario; Acme Rockets; Moon Base\n"
    reading = read(table, mapping="title: t\nlead: l\npartners: p\n")
    assert claim_values(reading, "jurisdiction", "name") == {
        "ACME-ROCKETS": ["Acme Rockets"],
        "MOON-BASE": ["Moon Base"],
    }
    outside = read(table, mapping="title: t\nlead: l\npartners: {column: p, unknown: external}\n")
    assert claim_values(outside, "initiative", "external_partner") == {"CA-AB/one": ["Acme Rockets", "Moon Base"]}
    assert claim_values(outside, "partnership", "member") == {"CA-AB/one+CA-AB+CA-ON": ["CA-AB", "CA-ON"]}


def test_one_name_in_two_languages():
    mapping = "title: {en: te, fr: tf}\nsummary: {fr: s}\nlead: l\nkey: k\n"
    reading = read("k,te,tf,s,l\nX-1,Wallet,Portefeuille,Un résumé,Ontario\n", mapping=mapping)
    titles = [(c.subject, c.value, c.language) for c in reading.claims if c.predicate == "title"]
    assert titles == [("CA-ON/x-1", "Wallet", "en"), ("CA-ON/x-1", "Portefeuille", "fr")]


def test_a_column_may_name_the_language():
    reading = read("g,k,t,l\nEN,1,Wallet,Ontario\nfrançais,1,Portefeuille,Ontario\n",
                   mapping="language: {column: g}\nkey: k\ntitle: t\nlead: l\n")  # fmt: skip
    assert [(c.value, c.language) for c in reading.claims if c.predicate == "title"] == [
        ("Wallet", "en"), ("Portefeuille", "fr")
    ]  # fmt: skip


def test_dates_editions_and_fillers():
    mapping = (
        "title: t\nlead: l\ndates: {start: {column: d, ignore: 1900-01-01, order: dmy}}\n"
        "edition: {column: e, by: season}\nreported_by: lead\n"
    )
    reading = read("t,l,d,e\nOne,Alberta,03/04/2021,2021-12-24\nTwo,Ontario,1900-01-01,2022-01-05\n", mapping=mapping)
    assert claim_values(reading, "initiative", "date") == {"CA-AB/one": ["2021-04-03"]}
    assert claim_values(reading, "edition", "submitted") == {"2022-winter": ["CA-AB", "CA-ON"]}
    assert {claim.reported_by for claim in reading.claims if claim.kind == "initiative"} == {"CA-AB", "CA-ON"}
    assert claim_values(reading, "edition", "published")["2022-winter"][0] == "2021-12/2022-02"


def test_what_a_short_date_means_is_learnt_from_the_column_or_asked_for():
    mapping = "title: t\nlead: l\ndates: {start: d}\n"
    learnt = read("t,l,d\nOne,Alberta,3/4/2021\nTwo,Alberta,3/25/2021\n", mapping=mapping)
    assert claim_values(learnt, "initiative", "date") == {"CA-AB/one": ["2021-03-04"], "CA-AB/two": ["2021-03-25"]}
    unsure = read("t,l,d\nOne,Alberta,3/4/2021\n", mapping=mapping)
    assert [lost.text for lost in unsure.unplaced] == ["d: 3/4/2021"]


def test_needs_and_parts():
    mapping = (
        "collection: plan\nkey: k\ntitle: t\nlead: l\nneeds: {en: n}\nedition: {fixed: 2022-winter}\n"
        "part_of: {column: k, cut: .}\n"
    )
    reading = read("k,t,l,n\nC1,Whole,Alberta,\nC1.1,Part,Alberta,Lessons learned; Code\n", mapping=mapping)
    assert claim_values(reading, "initiative", "part_of") == {"plan/c1-1": ["plan/c1"]}
    assert claim_values(reading, "initiative", "kind") == {"plan/c1": ["initiative"], "plan/c1-1": ["component"]}
    assert claim_values(reading, "need", "text") == {
        "2022-winter/CA-AB/lessons-learned": ["Lessons learned"], "2022-winter/CA-AB/code": ["Code"]
    }  # fmt: skip


def test_themes_that_a_title_names_are_inferred():
    reading = read(
        "t,l\nDigital identity for all,Alberta\n", mapping="title: t\nlead: l\nthemes: {column: t, named: true}\n"
    )
    theme = next(claim for claim in reading.claims if claim.predicate == "theme")
    assert (theme.object, theme.stated, theme.rule) == ("digital-identity", False, "theme-named-in-title")


def test_a_registry_in_two_files(tmp_path):
    (tmp_path / "fr.csv").write_text("id,nom\n1,Agence du revenu du Canada\n2,Bureau des fusées\n", "utf-8")
    mapping = (
        "rows: jurisdiction\nkey: id\nname: {en: name, fr: nom (fr)}\njoin: {file: fr.csv, on: id, suffix: ' (fr)'}\n"
        "code: {registry: id}\nlevel: {column: level, values: {fed: federal}}\npart_of: {fixed: CA}\n"
    )
    reading = read("id,name,level\n1,Canada Revenue Agency,fed\n2,Bureau of Rockets,fed\n2,Rocket Bureau,fed\n",
                   mapping=mapping, folder=str(tmp_path))  # fmt: skip
    assert claim_values(reading, "jurisdiction", "code") == {"CRA": ["1"], "BUREAU-OF-ROCKETS": ["2", "2"]}
    names = claim_values(reading, "jurisdiction", "name")["BUREAU-OF-ROCKETS"]
    assert names == ["Bureau of Rockets", "Bureau des fusées", "Rocket Bureau", "Bureau des fusées"]
    assert claim_values(reading, "jurisdiction", "level")["BUREAU-OF-ROCKETS"] == ["federal", "federal"]
    french = next(claim for claim in reading.claims if claim.value == "Bureau des fusées")
    assert (french.place.sheet, french.place.line) == ("fr.csv", 3)


def test_a_scheme_of_themes():
    mapping = "rows: theme\nkey: c\nname: {en: e, fr: f}\nbroader: {column: b}\nscheme: priority\n"
    reading = read("c,e,f,b\nR1,Rockets,Fusées,\nR2,Moon rockets,Fusées lunaires,Rockets\n", mapping=mapping)
    assert claim_values(reading, "theme", "label") == {
        "rockets": ["Rockets", "Fusées"], "moon-rockets": ["Moon rockets", "Fusées lunaires"]
    }  # fmt: skip
    assert claim_values(reading, "theme", "broader") == {"moon-rockets": ["rockets"]}
    assert claim_values(reading, "theme", "scheme") == {"rockets": ["priority"], "moon-rockets": ["priority"]}


def test_norway_is_no_boolean():
    reading = read("t,l\nNO,no\n", mapping="title: t\nlead: {column: l, look_up: false, values: {no: NO}}\n")
    assert claim_values(reading, "initiative", "title") == {"NO/no": ["NO"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: {column: a, colour: b}\n", "m.yaml:1: a mapping has no field “colour” here"),
        ("title: a\nstatus: {column: s,\n  values: {x: gone}}\n", "m.yaml:3: “gone” is not one of 'planned'"),
        ("title: a\nreported_by: {column: b, prefx: c}\n", "m.yaml:2: a mapping has no field “prefx”"),
        ("title: a\ntitle: b\n", "m.yaml:2: “title” is given twice"),
        ("title: [a\nlead: b\n", "m.yaml:2: this is not valid YAML"),
        ("title: a\nlead: {fixed: x, column: y}\n", "m.yaml:2: give it one of column, fixed or template"),
        ("rows: participation\ntitle: a\n", "need a key and a member"),
        ("lead: a\n", "need a title or a key"),
        ("title: a\nneeds: b\n", "needs belong to an edition"),
        ("title: a\nheader: none\n", "m.yaml:2: “header” is not as it should be"),
        ("- a\n", "m.yaml is not a mapping"),
        ("", "need a title or a key"),
        (BOMB, "m.yaml is not a mapping"),
        ("a: &a [*a]\n", "m.yaml"),
        ("a: !!python/object/apply:os.system [ls]\n", "m.yaml:1: a mapping has no field “a”"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_reported_with_its_place(text, says):
    with pytest.raises(SourceError) as failure:
        parse_mapping(text.encode(), "m.yaml")
    assert says in str(failure.value)


def test_files_next_to_are_looked_for_nowhere_else(tmp_path):
    (tmp_path / "secret.csv").write_text(CODES, "utf-8")
    (tmp_path / "inner").mkdir()
    for name in ("missing.csv", "../secret.csv", str(tmp_path / "secret.csv")):
        with pytest.raises(SourceError, match="there is no file"):
            read("t,l\nOne,CRA\n", mapping=f"title: t\nlead: l\nthemes: {{column: t, codes: {name!r}}}\n",
                 folder=str(tmp_path / "inner"))  # fmt: skip


def test_what_is_recognised_is_what_is_proposed():
    from loaders.tables.readers import propose_for

    table = csv_of([
        ["Titre", "Title", "Chef de file", "Partenaires", "Sujets", "État", "Début", "Échéance", "Divers"],
        ["Un", "One", "Alberta", "Ontario, Manitoba", "santé; logement", "En cours", "2021-01-01", "2022", "x"],
        ["Deux: 'deux' #2", "Two", "Québec", "Alberta", "santé", "Terminé", "2021-01-02", "2023-05", "- y"],
    ])  # fmt: skip
    text, _ = propose_for(table.encode(), "a.csv", lambda note: note.template.format(**note.values))
    assert "partners: {column: Partenaires, separator: ','}" in text
    mapped, recognised = read(table, mapping=text), read(table)
    assert without_places(mapped.claims) == without_places(recognised.claims)
    assert "Divers" in notes(recognised)


def test_a_table_of_any_length_is_reported_as_it_is_read(tmp_path, folder):
    from loaders.base import MappingText
    from loaders.inputs.read import FileLoader

    (tmp_path / "grants.csv").write_text(GRANTS + "X9;\n", "utf-8")
    (outcome,) = FileLoader(MappingText(PARTICIPATION, folder=str(folder))).load_paths([str(tmp_path / "grants.csv")])
    (reading,) = outcome.readings
    whole = read(GRANTS + "X9;\n", "grants.csv", PARTICIPATION, folder)
    assert not isinstance(reading.claims, list)
    for _ in range(2):  # it begins anew each time, and so does what it could not place
        assert list(reading.claims) == whole.claims
        assert (reading.source, reading.unplaced, reading.notes) == (whole.source, whole.unplaced, whole.notes)


def test_the_mapping_in_the_reference_is_one():
    import re

    from loaders.mapping.model import Cell, Mapping, Names

    page = (ROOT / "docs" / "reference" / "mapping.md").read_text("utf-8")
    for example in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        assert parse_mapping(example.encode(), "example").mapping.title
    documented = set(re.findall(r"`(\w+)", page))
    assert set(Mapping.model_fields) | set(Cell.model_fields) | set(Names.model_fields) <= documented
