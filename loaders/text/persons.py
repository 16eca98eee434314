"""Names of persons: no piece of work and no party is called by one, as no personal data is loaded.

A name is that of a person where all its words are given names and a surname. Many of these are words or places as well
("Grant", "Rose", "Victoria", "Lake"): then a title, a role or a byline beside the name has to say so. What is called
after a person has a word more, and stays: "Pearson Peacekeeping Centre", "Plan Marshall".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from pathlib import Path
from typing import Final

from graph.text.strings import fold

FILE: Final = Path(__file__).parent / "data" / "person_names.txt"  # written by tools/vocabulary/person_names.py
MIN_CAPITALS: Final = 4  # letters from which a word in capitals may be a surname
MAX_NAMES: Final = 5  # words of a name of a person, without title and role
SURE, LIKELY, NONE = 2, 1, 0  # whether a word is a name of a person: alone, beside what says so, never
ENOUGH: Final = 3  # of a given name and a surname together
BEFORE, BEHIND = 40, 60  # characters around a name that may say that it is a person's

_TITLES: Final = (
    r"(?:The\s+)?(?:Right\s+)?Hon(?:ou?rable|\.)?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|"
    r"(?:Deputy\s+|Prime\s+|Associate\s+|Parliamentary\s+)*(?:Minister|Premier|Mayor|Councill?or|Council(?:wo)?m[ae]n|Alderman|Senator|"
    r"Governor|Ombudsman|Superintendent|Supervisor|Selectman|Selectwoman|Judge|Justice|Ambassador|Congress(?:wo)?man|"
    r"Representative|Commissioner|Chancellor|Secretary|President|Chair(?:wo)?(?:man)?|Chairperson|Director|Captain|"
    r"Sergeant|Sheriff|Constable)|Sen|Rep|Gov|Lt|Col|Gen|Capt|Sgt|Rev|MP|MPP|MLA|MNA|"
    r"M|MM|Mme|Mmes|Mlle|Dre|Pr|Me|L[’']hon(?:orable|\.)|"
    r"(?:[Ll]e |[Ll]a )?(?:(?:vice-|sous-)?(?:[Mm]inistre|[Mm]aire|[Mm]airesse|[Dd]éputée?|[Ss]énat(?:eur|rice)|"
    r"[Pp]réfète?|[Pp]résidente?|[Cc]onseill(?:er|ère)|[Dd]irect(?:eur|rice)|[Cc]ommissaire|[Aa]djointe?))"
)
# Titles that none but persons have: whoever bears one is a person, whatever the name.
_PERSONAL: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Dre|Prof|Cllrs?)\.?|MM?\.|Mmes?|Mlles?|[Mm]onsieur|[Mm]adame|[Mm]essieurs|[Mm]esdames|"
    r"Shri|Smt\.?|Datuk|Dato[’']|Tan\s+Sri|"
    r"(?:Retired\s+)?(?:Air\s+(?:Vice|Chief)\s+Marshal|(?:Rear|Vice)\s+Admiral|(?:Lieutenant|Major)\s+General|Brigadier)"
)
# Behind these stands a name, of words that no list may have, or a word for an office: "Governor General".
_HOLDERS: Final = re.compile(
    r"(?:(?:Vice[- ]|Deputy\s+|Prime\s+|Former\s+)*(?:President|Minister|Mayor|Governor|Senator|Ambassador|Councillor)|"
    r"(?:[Ll]e\s+|[Ll]a\s+)?(?:[Pp]résidente?|[Mm]inistre|[Mm]aire|[Pp]réfète?))\s+"
    r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+(?:\s+(?:[A-ZÀ-Ý]\.|[A-ZÀ-Ý][a-zà-ÿ’'-]+|[A-ZÀ-Ý]{3,})){1,3})"
)
_HOLDER_ALONE: Final = re.compile(  # before one word that may be a surname, known or not: "Mayor Harbour"
    r"(?<![\w-])(?:Mayor|Councill?or|Council(?:wo)?m[ae]n|Alderman|Senator|Governor|Ambassador|"
    r"[Mm]aire(?:sse)?|[Ss]énat(?:eur|rice)|[Dd]éputée?|[Cc]onseill(?:er|ère))\s+(?P<name>[A-ZÀ-Ý][\w’'-]+)"
)
_NO_SURNAME: Final = re.compile(  # the last words of offices, bodies and work: "Governor Adams Literacy Campaign"
    r"(?:General|Général|Responsible|Emeritus|Déléguée?|Canada|Affairs|Office|Council|Committee|Board|Commission|Agency|"
    r"Administration|Department|Ministry|Services?|Advisory|Conference|Forum|Summit|Group|Team|Fellows?|Force|Network|"
    r"Partnership|Alliance|Campaign|Initiative|Project|Projet|Plan|Strategy|Stratégie|Election|Challenge|Agreement|Order|"
    r"Scholarship|Fellowship|Agenda|Pledge|Day|Week|Year|Visit|Declaration|Proclamation|Budget|Report|Bill)$"
)
# What may stand between a title and a name: a space, or only the full stop of a few titles ("Mr.Adams").
_SPACE: Final = r"(?:\.?\s+|(?:(?<=Mr)|(?<=Mrs)|(?<=Ms)|(?<=Dr)|(?<=Prof))\.(?=[A-ZÀ-Ý][a-zà-ÿ]))"
_PERSONAL_TITLE: Final = re.compile(rf"(?:{_PERSONAL}){_SPACE}")
_TITLE_ALONE: Final = re.compile(rf"(?:{_PERSONAL}|Hon\.?|H\.?E\.?|Sir)", re.IGNORECASE)
_PERSONALLY: Final = re.compile(rf"(?<![\w-])(?:{_PERSONAL})\s+$")
_CALLED_AFTER: Final = re.compile(  # the last word of what is called after a person: "Dr. Adams Memorial Library"
    r"(?:University|Université|College|Collège|School|École|Library|Bibliothèque|Hospital|Hôpital|Foundation|Fondation|Institute|"
    r"Institut|Cent(?:er|re)|Museum|Musée|Park|Parc|Bridge|Pont|Street|Rue|Avenue|Boulevard|Drive|Road|Award|Prize|Prix|Program(?:me)?|"
    r"Fund|Fonds|Act|Highway|Airport|Building|House|Maison|Society|Trust)"
)
_AFTER_PERSON: Final = re.compile(  # what French names after a person, with the name: « Hôpital Marie Tremblay »
    r"\b(?:[Hh]ôpital|[Cc]entre|[Éé]cole|[Pp]lace|[Rr]ue|[Aa]venue|[Bb]oulevard|[Uu]niversité|[Ii]nstitut|[Pp]rix|[Ff]ondation|[Cc]ollège|"
    r"[Ll]ycée|[Mm]aison|[Pp]arc|[Pp]ont|[Aa]éroport|[Ss]tade|[Tt]héâtre|[Bb]ibliothèque|[Mm]édiathèque|[Aa]réna)\s+[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+){1,2}"
)
_PLACE: Final = re.compile(  # the last word of a place that is called after a person: "Prince Edward Island"
    r"(?:Islands?|County|City|Town|Township|Bay|River|Lakes?|Valley|Beach|Point|Falls|Harbou?r|Sound|Region|Parish|"
    r"Municipality|Village|Borough|District|Nation|Country|Coast|Mountains?|Creek|Square|Hall|Field|Quarter|Place)"
)
_TITLE: Final = re.compile(rf"(?:{_TITLES}|{_PERSONAL}){_SPACE}")
_TITLED: Final = re.compile(
    rf"(?<![\w-])(?:{_TITLES})\.?\s+$|(?<![\w-])(?:[Bb]y|[Aa]uthors?|[Pp]resenters?|[Ss]peakers?|[Ss]igned|[Aa]uteur|"
    r"[Aa]utrice|[Pp]ar|[Ss]igné)\s*:\s*$|(?:^|[\n\u2029])\s*(?:By|Par)\s+$"
)
_ROLE: Final = re.compile(
    r"^[\s*_]*(?:,|[–—-]|\()\s*(?:(?:our|the|its|former|acting|interim|chief|deputy|assistant|associate|vice[- ]|"
    r"senior|executive|managing|general|lead|principal|parliamentary|first|[Ll]['’]|[Ll]a|[Ll]e|ancien(?:ne)?)\s*)*"
    r"(?:minister|premier|mayor|council+or|alderman|senator|governor|president|chair(?:wo)?(?:man|person)?|director|"
    r"manager|secretary|commissioner|officer|superintendent|supervisor|coordinator|analyst|engineer|developer|designer|"
    r"researcher|professor|editor|author|spokes(?:wo)?(?:man|person)|CEO|CIO|CTO|CFO|COO|MP|MPP|MLA|MNA|Ph\.?D|"
    r"District\s+[\dA-Z]|Ward\s+\d|ministre|maire|mairesse|députée?|sénat(?:eur|rice)|présidente?|préfète?|"
    r"direct(?:eur|rice)|secrétaire|commissaire|conseill(?:er|ère)|adjointe?|responsable|chargée?|cheff?e?|porte-parole|"
    r"professeure?|ingénieure?)\b",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"\s*(?:,\s|\s[–—-]\s|\().*$|,?\s+(?:Jr|Sr|II|III|IV|MP|MPP|MLA|MNA|Ph\.?D|Esq)\.?$")
_PARTICLES: Final = frozenset(
    {"de", "la", "le", "du", "des", "d", "di", "da", "van", "von", "der", "den", "ten", "ter", "del", "bin", "ben",
     "al", "el", "st", "mc", "mac", "o", "y"}
)  # fmt: skip
_INITIAL: Final = re.compile(r"(?:[A-ZÀ-Ý]\.?-?){1,2}")
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-])*")
_UNBROKEN: Final = re.compile(r"\S+")
_NAMES_IN_TEXT: Final = re.compile(r"[A-ZÀ-Ý][\w’'.-]*(?:\s+(?:[A-ZÀ-Ý][\w’'.-]*|d[eu]|van|von|la|le)(?![\w’'-]))*")
_PARTS: Final = re.compile(r"[-’']")
_NAMED_LAST: Final = re.compile(rf"(?<=\s)(?:{_TITLES}|{_PERSONAL}){_SPACE}(?=[A-ZÀ-Ý])")
# The last word of an office, behind which whoever holds it is named: "Riverton District Attorney Marie Tremblay".
_OFFICES: Final = (
    r"(?:(?:District|State(?:[’']s)?|County|City)\s+)?Attorneys?(?:\s+General)?|(?:Police\s+|Fire\s+)?Chief(?:\s+of\s+(?:Staff|Police))?|"
    r"C[EIOTFS]O|CISO|Officer|Counsel|Trustee|Clerk|Detective|Fellows?|Council+(?:member|woman|man)|Executive|Administrator|"
    r"(?:[A-Z][a-z]+\s+)?(?:Manager|Counsell?or|Coordinator|Advis[eo]r|Specialist|Members?|Engineer|Analyst|Scientist)|"
    r"Prosecutor|Solicitor|Founder|"
    r"Spokes(?:wo)?man|Envoy|Comptroller|Controller|Treasurer|Auditor|Coordonnat(?:eur|rice)|Secrétaire(?:\s+[Gg]énérale?)?|"
    r"(?:Mayor|Minister|Senator|Governor|Commissioner|Director|President|Chair|Councill?or|Superintendent|Judge|Justice)s|"
    r"Direct(?:eur|rice)(?:\s+[Gg]énérale?)?|[Pp]rocureure?|Secretary\s+of\s+[A-Z][a-z]+|Director\s+of\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?"
)
_RANKS: Final = (  # words of an office before the last: "Managing Director", "City of Riverton Police Chief"
    r"(?:Acting|Assistant|Associate|Chief|City|Community|Deputy|District|Engagement|Executive|Federal|First|Former|General|"
    r"Interim|Lead|Legal|Managing|Paralegal|Parliamentary|Police|Principal|Probation|Senior|Special|Technical|Vice|"
    r"Criminal|Information|Technology|Data|Digital|Coordinating|National\s+Security|Operating|Operations|Policy|Security|Trial)"
)
_OFFICE: Final = re.compile(
    rf"(?<![\w-])(?:{_RANKS}\s+)*(?:{_OFFICES}|{_TITLES})\s+(?=(?P<name>[A-ZÀ-Ý][\w’'.-]*(?:\s+[A-ZÀ-Ý][\w’'.-]*){{1,3}}))"
)
# Words for a body behind which only a name that is surely a person's is one: "Riverton Water Board Marie Tremblay".
_OF_BODY: Final = re.compile(
    r"(?<=\s)(?:Agency|Authority|Board|Bureau|Commission|Committee|Council|Department|Nation|Office|Treasury|Tribe)\s+"
    r"(?=(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+\s+[A-ZÀ-Ý][\w’'-]+)$)"
)
_AND_NAME: Final = re.compile(r"(?<=\S\s)\S+(?=\s+(?:and|et)\s+(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+\s+[A-ZÀ-Ý][\w’'-]+)$)")
_BETWEEN: Final = re.compile(r"(?:\s+(?:and|et))?(?:['’]s?)?[\s,–—-]*$")  # a body and an office
_OF_THE_BODY: Final = re.compile(r"\s+(?:of|for|from|du|de\s+la|de\s+l[’'])\s*(?:the\s+)?(?=[A-ZÀ-Ý]\S*\s+\S)")
# An office and what it is of, behind which whoever holds it is named: "Mayor of Riverton Marie Tremblay".
_OFFICE_OF: Final = re.compile(
    r"(?:(?:The|Le|La)\s+)?(?:(?:Deputy|Vice|Prime|Former|Acting|First)[\s-]+)*(?:Mayor|Governor|President|Premier|Minister|"
    r"Chancellor|Ambassador|Chair(?:man|woman|person)?|Maire(?:sse)?|Présidente?|Gouverneure?|Premi(?:er|ère)\s+[Mm]inistre|"
    r"Ambassad(?:eur|rice)|Préfète?)\s+(?:of|de\s+la|de\s+l[’']|du|des|de|d[’'])\s*(?:the\s+)?(?=[A-ZÀ-Ý])"
)
_PERSON_BEHIND: Final = re.compile(  # behind the name of a government: "the Premier of Ontario Marie Tremblay"
    r"\s+(?P<name>[A-ZÀ-Ý][\w’'.-]+(?:\s+[A-ZÀ-Ý][\w’'.-]*){1,3})(?![\w’'-]|\s+[A-ZÀ-Ý])"
)
_TITLE_LAST: Final = re.compile(rf"[\s,]+(?:{_PERSONAL}|Hon\.?|H\.?E\.?)$")


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """How surely a word is a given name, and a surname."""
    made: dict[str, dict[str, int]] = {"given": {}, "surname": {}}
    kind, sure = "given", SURE
    for line in FILE.read_text("ascii").splitlines():
        if line.startswith("["):
            kind, sure = line.strip("[]").split()[0], LIKELY if " or " in line else SURE
        elif not line.startswith("#"):
            made[kind].update(dict.fromkeys(line.split(), sure))
    return made["given"], made["surname"]


def is_title(text: str) -> bool:
    """Whether a text is a title that none but persons have, and no more.

    >>> is_title("Mme"), is_title("MESDAMES"), is_title("Mme Tremblay"), is_title("Minister")
    (True, True, False, False)
    """
    return bool(_TITLE_ALONE.fullmatch(text))


@lru_cache(maxsize=1 << 14)
def is_person(name: str, before: str = "", behind: str = "") -> bool:
    """Whether a name is that of a person.

    Args:
        name: the name, perhaps with a title before it and a role behind it.
        before: the text before it, of which the last `BEFORE` characters tell.
        behind: the text behind it, of which the first `BEHIND` characters tell.

    >>> is_person("Marie Tremblay"), is_person("Victoria Park"), is_person("Pearson Peacekeeping Centre")
    (True, False, False)
    >>> is_person("Hope Baker"), is_person("Hope Baker", behind=", Minister of Health")
    (False, True)
    """
    title = _TITLE.match(name)
    bare = name[title.end() :] if title else name
    tail = _TAIL.search(bare)
    core = bare[: tail.start()] if tail else bare
    has_title = title is not None or bool(_TITLED.search(before[-BEFORE:]))
    is_evident = has_title or bool(_ROLE.match((bare[len(core) :] + behind)[:BEHIND]))
    if tail and not is_evident:
        return False
    is_personal = bool(_PERSONAL_TITLE.match(name) or _PERSONALLY.search(before[-BEFORE:]))
    if is_personal and _may_be_name(core.split()):
        return True
    if _officer(name) == (0, len(name)):
        return True
    holder = _HOLDERS.fullmatch(name)
    if holder and not _NO_SURNAME.search(name) and _may_be_name(holder["name"].split()):
        return True
    return _is_name(core.split(), has_title=has_title, is_evident=is_evident)


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, and nothing else.

    >>> is_given_name("Xavier"), is_given_name("Victoria"), is_given_name("Lake")
    (True, False, False)
    """
    return _how_surely(word, given=True) == SURE


def may_be_given_name(word: str) -> bool:
    """Whether a word is a given name, perhaps among other things it may mean.

    >>> may_be_given_name("Victoria"), may_be_given_name("Jean-Charles"), may_be_given_name("Lakeview")
    (True, True, False)
    """
    return _how_surely(word, given=True) != NONE


def is_person_at(text: str, start: int, end: int) -> bool:
    """Whether the name that stands at `text[start:end]` is that of a person."""
    return is_person(text[start:end], text[max(start - BEFORE, 0) : start], text[end : end + BEHIND])


@lru_cache(maxsize=1 << 12)
def names_person(text: str) -> bool:
    """Whether a text may name a person anywhere; a given name before any other name is enough.

    >>> names_person("The fund was opened by Marie Tremblay in May."), names_person("Victoria Park reopened in May.")
    (True, False)
    >>> names_person("It was opened by Marie McHarbour."), names_person("The Marie Curie Institute was opened.")
    (True, False)
    """
    if any(not _NO_SURNAME.search(hit["name"]) for hit in _HOLDER_ALONE.finditer(text)):
        return True
    for run in _NAMES_IN_TEXT.finditer(_AFTER_PERSON.sub(lambda hit: " " * len(hit[0]), text)):
        found = [(hit.start(), hit[0].rstrip(".’'-")) for hit in _UNBROKEN.finditer(run[0])]
        words = [(run.start() + at, run.start() + at + len(word)) for at, word in found]
        if _has_given_and_other([word for _, word in found]):
            return True
        for first in range(len(words)):
            for final in range(first, min(first + MAX_NAMES, len(words))):
                start, end = words[first][0], words[final][1]
                if (final > first or _TITLED.search(text[:start])) and is_person_at(text, start, end):
                    return True
    return False


def _has_given_and_other(words: Sequence[str]) -> bool:
    """Whether a given name stands before what may be a surname, known or not: "Marie van Harbour", "Marie HARBOUR".

    What is called after a person has a word for that before any particle behind the name.
    """
    for at, word in enumerate(words):
        rest = [*dropwhile(_is_particle, words[at + 1 :])]
        if not rest or not is_given_name(word) or not _WORD.fullmatch(rest[0]):
            continue
        if rest[0].isupper() and len(rest[0]) < MIN_CAPITALS:
            continue
        last = [*takewhile(lambda one: not _is_particle(one), rest)][-1]
        if not (_CALLED_AFTER.fullmatch(last) or _NO_SURNAME.search(last) or _PLACE.fullmatch(last)):
            return True
    return False


def _is_particle(word: str) -> bool:
    return fold(word) in _PARTICLES


def body_before_person(name: str) -> str | None:
    """The body whose person a name names: "Lakeview Forest" of "Lakeview Forest Supervisor Marie Tremblay".

    None where it names no person so, or nothing else. A title at the end is that of a person whose name follows.
    """
    if _PERSONAL_TITLE.match(name):
        return None
    if title := _TITLE_LAST.search(name):
        return name[: title.start()] or None
    for hit in _NAMED_LAST.finditer(name):
        if is_person(name[hit.start() :]):
            return _body(name[: hit.start()])
    for pattern in (_OF_BODY, _AND_NAME):
        with_person = pattern.search(name)
        if with_person and _is_sure(with_person["name"].split()):
            return name[: with_person.end()].rstrip()
    officer = _officer(name)
    return _body(name[: officer[0]]) if officer and officer[1] == len(name) else None


def body_behind_person(name: str) -> str | None:
    """The body behind a person: "Riverton Police" of "Detective Marie Tremblay of the Riverton Police"; else None."""
    officer = _officer(name)
    behind = _OF_THE_BODY.match(name, officer[1]) if officer and officer[0] == 0 else None
    return name[behind.end() :] if behind else None


def is_before_person(text: str, end: int) -> bool:
    """Whether a person's name, in capitals and whole, stands behind a place of a text.

    >>> is_before_person("Ontario Marie Tremblay", 7), is_before_person("Ontario Marie Tremblay Fund", 7)
    (True, False)
    """
    behind = _PERSON_BEHIND.match(text, end)
    return behind is not None and is_person(behind["name"].rstrip("."))


def _body_of_office(name: str) -> tuple[int, int] | None:
    """Where that stands whose office a person holds: "Riverton" in "Mayor of Riverton Marie Tremblay"."""
    office = _OFFICE_OF.match(name)
    if office is None:
        return None
    words = [*_UNBROKEN.finditer(name, office.end())]
    ends = (before.end() for before, first in pairwise(words[:-1]) if is_person(name[first.start() :]))
    end = next(ends, None)
    return None if end is None else (office.end(), end)


def span_of_body(name: str) -> tuple[int, int] | None:
    """Where the body stands in a name of it and of a person before or behind it; None where the name has not both."""
    if of_office := _body_of_office(name):
        return of_office
    behind = body_behind_person(name)
    if behind is not None:
        return len(name) - len(behind), len(name)
    before = body_before_person(name)
    return (0, len(before)) if before is not None else None


def _body(before: str) -> str | None:
    """The body before an office or a title, without the marks between both."""
    return _BETWEEN.sub("", before) or None


@lru_cache(maxsize=1 << 14)
def _officer(name: str) -> tuple[int, int] | None:
    """Where a name has an office and who holds it, in the words of the office and up to four words of a person."""
    for hit in _OFFICE.finditer(name):
        words = [*_UNBROKEN.finditer(name, *hit.span("name"))]
        for last in range(len(words), 1, -1):
            if _is_name([word.group() for word in words[:last]], has_title=True, is_evident=True):
                return hit.start(), words[last - 1].end()
    return None


def _is_sure(core: Sequence[str]) -> bool:
    """Whether words are a given name and a surname that are nothing else."""
    return _how_surely(core[0], given=True) == _how_surely(core[-1], given=False) == SURE


def _may_be_name(core: Sequence[str]) -> bool:
    """Whether words behind a title may be a name, known or not."""
    is_written = all(_WORD.fullmatch(word) and (word[0].isupper() or fold(word) in _PARTICLES) for word in core)
    return 0 < len(core) <= MAX_NAMES and is_written and not _CALLED_AFTER.fullmatch(core[-1])


def _is_name(core: Sequence[str], *, has_title: bool, is_evident: bool) -> bool:
    """Whether words are the name of a person, given a title, or anything else that says so."""
    if not 0 < len(core) <= MAX_NAMES or not all(map(_WORD.fullmatch, core)):
        return False
    if any(not word[0].isupper() and fold(word) not in _PARTICLES for word in core):
        return False
    surname = _how_surely(core[-1], given=False)
    if len(core) == 1:
        return has_title and surname != NONE
    first = _how_surely(core[0], given=True)
    if not all(_may_stand_between(word) for word in core[1:-1]):
        return False
    if first == NONE:
        return has_title and surname == SURE and len(core) == 2 and bool(_INITIAL.fullmatch(core[0]))
    return first + surname >= ENOUGH or (is_evident and (surname != NONE or (first == SURE and _is_strange(core[-1]))))


def _how_surely(word: str, *, given: bool) -> int:
    """How surely a word is a given name or a surname: of one with a hyphen, its least sure part."""
    known = _names()[0 if given else 1]
    parts = [part for part in _PARTS.split(fold(word).rstrip(".")) if part and part not in _PARTICLES]
    return min((known.get(part, NONE) for part in parts), default=NONE)


def _may_stand_between(word: str) -> bool:
    """Whether a word is an initial, a particle or one more name."""
    if _INITIAL.fullmatch(word) or fold(word).rstrip(".") in _PARTICLES:
        return True
    return _how_surely(word, given=True) != NONE or _how_surely(word, given=False) != NONE


def _is_strange(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
