"""Mappings that come with the package, on the headers that the public files have, and on rows of their shape."""

from __future__ import annotations

import re

import pytest
import yaml

from graph.errors import SourceError, UsageError
from loaders.mapping.file import parse_mapping
from loaders.mapping.packaged_mappings import find_packaged, packaged_mappings
from loaders.tables.readers import packaged_for
from tests.helpers.files.table import claim_values, read, subjects

PROJECT = """id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;\
frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi
101;REG;SIGNED;A shared registry of permits;2026-01-01;2027-01-01;100;100;HORIZON;T-1;2025-11-01;HORIZON;C;S;\
RIA;;To share.;2026;1;d
"""
ORGANIZATION = """projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;\
postCode;city;\
country;nutsCode;geolocation;organizationURL;contactForm;order;role;ecContribution;netEcContribution;totalCost;\
endOfParticipation;active
101;REG;1;;CITY OF DUBLIN;DUB;false;PUB;;;Dublin;IE;IE061;;;;1;coordinator;100;100;100;false;true
101;REG;2;;REGION OF LAPLAND;LAP;false;PUB;;;Rovaniemi;FI;FI1D;;;;2;participant;100;100;100;false;true
"""
IATI = """iati-identifier,reporting-org,reporting-org-ref,title,description,activity-status-code,start-planned,\
end-planned,\
start-actual,end-actual,participating-org (Funding),participating-org (Implementing),recipient-country,\
sector-code,sector
XM-1,Global Affairs Canada,CA-3,Clean water,Wells for ten villages,2,2020-01-01,,2020-02-01,2023-01-01,Canada,\
Red Cross;UNICEF,Mali,140,Water
"""
IATI_BY_COUNTRY = """iati_identifier,title#en,title#fr,description#en,description#fr,reporting_org#en,\
start_date,end_date
44000-P1,Community project,Projet communautaire,It helps,Il aide,The World Bank [44000],2007-07-31,2015-07-31
"""
STIP = """InitiativeID|SurveyYear|NameEnglish|CountryLabel|CountryCode|StartDateYear|EndDateYear|\
ShortDescription|Tags|TH13|TH31|TH54
Policy Initiative URI|Year of the survey|English name|Country name|Country code|Start year|End year|\
Short description|Tags|a|b|c
http://stip.oecd.org/2021/data/policyInitiatives/1|2021|Open Fund|Luxembourg|LUX|2017|2020|\
It pays for open access.|x|1|0|1
"""
IFOI_EN = """org_id,dept_id,abbr_en,legal_title,applied_title,old_applied_title,description_en,start,status
9001,TID,TC9,Department of Tides,Tides Canada,Tidal Board,It looks after tides.,1994,a
"""
IFOI_FR = """org_id,dept_id,abbr_fr,titre_légal,titre_appliqué,vieux_titre_appliqué,description_fr,start,status
9001,TID,MC9,Ministère des Marées,Marées Canada,,Il veille.,1994,a
"""
PORTAL = (
    '{"name": "tc9-mc9", "title": "Tides Canada | Marées Canada", "shortform": {"en": "TC9", "fr": "MC9"},'
    ' "title_translated": {"en": "Tides Canada", "fr": "Marées Canada"}}\n'
)
CONSULTATIONS = """registration_number,partner_departments,subjects,title_en,title_fr,description_en,\
description_fr,start_date,\
end_date,status,profile_page_en,profile_page_fr,owner_org,owner_org_title
HC-1,"D229,D47","AG,AN",Feed rules,Règles,About feed,Sur les aliments,2023-01-02,2023-03-04,CA,u,u,hc-sc,\
Health Canada | Santé Canada
"""
HXL = """Country,Region,Organisation,Activity
#country,#adm1,#org,#activity
Guinea,Beyla,UNICEF,Water
Guinea,Beyla,Red Cross,Water
"""
TABLES = {
    "cordis": [("project.csv", PROJECT), ("organization.csv", ORGANIZATION)],
    "iati": [("activities.csv", IATI), ("44000.csv", IATI_BY_COUNTRY)],
    "stip": [("STIP_Survey.csv", STIP)],
    "gc-organizations": [("ifoi_en.csv", IFOI_EN), ("ifoi_fr.csv", IFOI_FR), ("organizations.jsonl", PORTAL)],
    "gc-consultations": [("consultations.csv", CONSULTATIONS)],
    "hxl-3w": [("3w.csv", HXL)],
}


def fitted(name: str, file: str, text: str, folder=None):
    return packaged_for(text.encode(), file, find_packaged(name), folder, lambda note: note.template)


def test_all_have_a_table_here_and_each_table_of_a_mapping_is_one():
    assert set(TABLES) == set(packaged_mappings())
    for one in packaged_mappings().values():
        assert set(one.about) == {"en", "fr"}
        for table in one.tables:
            content = {key: value for key, value in table.items() if key != "file"}
            parse_mapping(yaml.safe_dump(content, allow_unicode=True).encode(), one.name)


@pytest.mark.parametrize(("name", "file", "text"), [(name, *one) for name, ones in TABLES.items() for one in ones])
def test_each_fits_the_headers_of_its_data_and_loads(name: str, file: str, text: str):
    made, _ = fitted(name, file, text)
    reading = read(text, file, mapping=made)
    assert subjects(reading, "jurisdiction" if name == "gc-organizations" else "initiative")


def test_projects_and_their_organisations_are_the_same_initiatives():
    (project, organization) = (
        read(text, file, mapping=fitted("cordis", file, text)[0]) for file, text in TABLES["cordis"]
    )
    assert subjects(project, "initiative") == subjects(organization, "initiative") == {"cordis/101"}
    assert claim_values(organization, "initiative", "lead") == {"cordis/101": ["CITY-OF-DUBLIN"]}
    assert claim_values(project, "initiative", "status") == {"cordis/101": ["in-progress"]}


def test_values_of_the_data_are_explained():
    (name, text) = TABLES["gc-consultations"][0]
    reading = read(text, name, mapping=fitted("gc-consultations", name, text)[0])
    ((subject, themes),) = claim_values(reading, "initiative", "theme").items()
    assert themes == ["agriculture", "animals"]
    assert claim_values(reading, "initiative", "lead")[subject] == ["HC"]
    assert {"CBSA", "CRA"} <= set(next(iter(claim_values(reading, "partnership", "member").values())))
    (name, text) = TABLES["stip"][0]
    survey = read(text, name, mapping=fitted("stip", name, text)[0])
    assert {label for ones in claim_values(survey, "theme", "label").values() for label in ones} == {
        "STI plan or strategy", "Gender balance and inclusiveness",
    }  # fmt: skip
    assert len(subjects(survey, "initiative")) == 1  # the second row describes the columns


def test_columns_that_the_table_lacks_are_omitted_and_named(tmp_path):
    made, notes = fitted("iati", "a.csv", "iati-identifier,title,reporting-org\nX-1,Wells,Canada\n")
    assert set(yaml.safe_load(made)) == {"rows", "key", "title", "lead"}
    (note,) = notes
    assert "sector" in str(note.values["columns"])
    alone, _ = fitted("gc-organizations", "ifoi_en.csv", IFOI_EN, tmp_path)
    (tmp_path / "ifoi_fr.csv").write_text(IFOI_FR, "utf-8")
    both, _ = fitted("gc-organizations", "ifoi_en.csv", IFOI_EN, tmp_path)
    assert ("join" in yaml.safe_load(alone), "join" in yaml.safe_load(both)) == (False, True)
    assert re.search(r"former: .*vieux_titre", both)


def test_another_table_or_name_is_refused():
    with pytest.raises(SourceError, match="lacks columns"):
        fitted("cordis", "a.csv", "title,lead\nPortal,Alberta\n")
    with pytest.raises(UsageError, match="cordis, gc-consultations"):
        find_packaged("nothing")
