"""Of which kind a body is, by its name: a government's, a ministry, a company, or of a name that many have."""

from __future__ import annotations

import re
from typing import Final

from graph.text.strings import fold, words
from graph.vocabulary.function_words import STOP_WORDS
from loaders.documents.prose.entities.governments import is_geographic

TOWNS: Final = "City|Town|Township|Village"
# Words of bodies that many organisations have: whose board it is, only the text around it says.
_COMMON: Final = (
    "board boards director directors committee committees steering executive advisory council councils "
    "councillors city town village county parish department departments ministry ministries minister ministers "
    "agency agencies office bureau division branch commission government governments administration province "
    "chairman chairperson chair president secretary manager mayor member members staff team teams partner "
    "partners heads commissioner commissioners ambassador ambassadors representative representatives envoy "
    "undersecretary spokesperson spokesman spokeswoman deputy assistant senior chief officer officers official "
    "officials conseil conseils comite comites pilotage suivi directeur directrice direction ministere ministeres "
    "ministre ministres agence agences ville commune communes departement region maire mairie presidente "
    "secretaire ambassadeur ambassadrice representant representante porte parole membres equipe equipes "
    "partenaire partenaires collectivite collectivites gouvernement gouvernements they we he she it you i them "
    "elle elles il ils nous vous on governor governors gouverneur gouverneurs"
)
_COMMON_WORDS: Final = frozenset(_COMMON.split())
_ALONE: Final = (
    "authority authorities bank university institute centre center foundation association college corporation "
    "library museum federal provincial territorial municipal regional national local central european number of "
    "staff civic public autorite autorites banque universite institut fondation societe musee bibliotheque "
    "agglomeration metropole conservatoire syndicat observatoire laboratoire europeen europeenne nationale "
    "regionale departemental departementale municipale federale prefecture etat"
)
_COMMON_ALONE: Final = frozenset(_ALONE.split())  # which say nothing without another word
_SIDES: Final = re.compile(  # by what they do in an agreement: "Signatory States", « villes partenaires »
    r"(?:signatory|participating|member|contracting|lead|host|partner|transit|awarding|ordering|purchasing)\s+"
    r"(?:states?|part(?:y|ies)|governments?|jurisdictions?|countr(?:y|ies)|agenc(?:y|ies)|cit(?:y|ies)|provinces?|"
    r"municipalit(?:y|ies)|organi[sz]ations?|counties|authorit(?:y|ies))|states?\s+part(?:y|ies)|citi[sz]ens|residents|"
    r"(?:gold|silver|bronze|platinum)\s+(?:partners|sponsors)|part(?:y|ies|ie)|participants?|signator(?:y|ies)|signataires?|"
    r"(?:etats?|part(?:ies?)|villes?|communes?|pays|gouvernements?|organismes?|collectivites?)\s+"
    r"(?:signataires?|participante?s?|membres?|contractante?s?|partenaires?)|citoyen(?:ne)?s|habitant(?:e)?s"
)
_ACRONYM_LETTERS: Final = 4  # of a name in capitals that is no word: "IT", "CHAI"
_COMPANY: Final = re.compile(
    r"\b(?:Inc|Ltd|Limited|Corp|LLC|GmbH|SA|SARL|Ltée|Energy|Electric|Hydro|Énergie|University|Université|College|Collège|Association|"
    r"Foundation|Fondation|Society|Société|Federation|Fédération|Coopérative|Chamber|Chambre|Bank|Banque|Institute|Institut|"
    r"Hospital|Union|Alliance|Consortium|Museum|Musée|Trust|Corporation|Research)\b"
)
# What a government is called, and its ministries, which count as it; other bodies are parties of their own.
_OF_GOVERNMENT: Final = re.compile(
    r"\b(?:Governments?|Department|Ministry|Ministries|Secretariat|Cabinet|Treasury|Republic|Kingdom|Province|"
    r"Commonwealth|Territory|Municipality|County|Parliament|Legislature|"
    r"Executive Council|[Gg]ouvernement|[Mm]inistère|Secrétariat|République|Royaume|[Rr]égion|[Vv]ille|[Cc]ommune|"
    rf"[Mm]étropole|[Mm]airie|[Cc]anton|Trésor|Parlement)(?![\w-])|\b(?:State|{TOWNS}|District)(?:\s+of\b|$)|"
    r"\b(?:(?:City|Town|County|Borough|Village|Parish|District|Regional|Municipal)\s+(?:and\s+\w+\s+)?Council|"
    r"Conseil\s+(?:municipal|régional|départemental|général))\b|^(?:Federal|Provincial|Territorial)\b"
)
_MINISTRY: Final = re.compile(
    r"^(?:Ministry|Ministries|Department|[Mm]inistère|Secrétariat d[’']État)\s+(?:of|for|de|du|des|d[’']|à|aux?)\b|"
    r"^(?:Cabinet|Parliament|Parlement|Treasury|Council of Ministers|[Cc]onseil des ministres|Presidential Secretariat|"
    r"Office of the (?:Prime Minister|President|Premier|Governor))$"
)
# "Ministry of Health of Ruritania", « ministère de la Santé du Ruritania »
_OF_SOMEBODY: Final = re.compile(
    r"\s(?:of|for)\s.*[^,&]\b(?<!and)\s+of\s+(?:the\s+)?[A-Z]|"
    r"(?:\s(?:de|du|des)\s|[’'])[^,]*?(?<!\set)(?<!,)\s+(?:du|(?P<plural>des)|de(?:\s+la)?\s|de\s+l[’']|d[’'])\s*"
    r"(?P<whose>[A-ZÀ-Ý][^,]*)$"
)
_PUBLIC: Final = re.compile(
    r"\b(?:(?:Police|Fire|Sheriff[’']?s)\s+(?:Department|Office|Service)|(?:Public|District)\s+Schools|School\s+District)$|"
    r"\b(?:Agency|Authority|Bureau|Commission|Administration|Directorate|Inspectorate|Ombudsman|Police|Regulator|"
    r"(?:Statistical|Meteorological|Forest|Fire|Health|Civil|Public) Service)(?:\s+of\s|$)"
)


def is_common(name: str) -> bool:
    """Whether a name has only words that bodies of many organisations have: "Board of Directors", "comité de pilotage".

    Such a name would be one party for the boards of all of them.
    """
    if fold(name) in _COMMON_ALONE or _SIDES.fullmatch(fold(name)):
        return True
    if name.isupper() and len(name) <= _ACRONYM_LETTERS:
        return False
    return all(word in _COMMON_WORDS or word in STOP_WORDS for word in words(name))


def is_of_government(name: str) -> bool:
    """Whether a name is that of a government or of one of its ministries, not that of a body with a mandate of its own.

    >>> is_of_government("Alberta Ministry of Health"), is_of_government("Texas Water Development Board")
    (True, False)
    """
    return bool(_OF_GOVERNMENT.search(name))


def is_ministry(name: str) -> bool:
    """Whether a name is that of a ministry or of another centre of a government, and does not say of which.

    >>> is_ministry("Ministry of Health"), is_ministry("Ministry of Health of Ruritania")
    (True, False)
    >>> is_ministry("ministère de la Cohésion des Territoires"), is_ministry("ministère de la Santé des Comores")
    (True, False)
    """
    if not _MINISTRY.search(name):
        return False
    hit = _OF_SOMEBODY.search(name)
    return hit is None or (hit["plural"] is not None and not is_geographic(hit["whose"]))


def is_public_body(name: str) -> bool:
    """Whether a body that is named after a government is likely one of that government."""
    return bool(_PUBLIC.search(name))


def is_outside_government(name: str) -> bool:
    """Whether a name is that of a company, an association, a school or the like."""
    return bool(_COMPANY.search(name))
