"""The front matter of a Markdown or HTML file: a block of YAML (between lines of ---) or TOML (+++) before the text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.text.strings import fold
from loaders.layout.document import DocumentProperties, PropertyName
from loaders.layout.omissions import METADATA, LeftOut

MAX_CHARACTERS: Final = 50_000
MAX_LIST_ITEMS: Final = 40
NAME_KEYS: Final = ("name", "nom", "organization", "organisation", "organisme", "agency", "title", "titre")
_LINE_END: Final = re.compile(r"\r\n?")
_BLOCK: Final = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\n(?P<body>.*?)(?:^|\n)(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL
)
_NAMES: Final[dict[PropertyName, tuple[str, ...]]] = {
    "title": ("title", "titre"),
    "author": ("author", "authors", "auteur", "auteurs", "creator"),
    "organization": (
        "organization", "organisation", "organisme", "publisher", "agency", "agence", "department", "administration",
        "ministry", "ministere",
    ),
    "sender": ("from", "sender", "expediteur"),
    "created": ("created", "creation date", "date created", "date creation"),
    "description": ("description", "project description", "mission", "summary", "excerpt", "chapeau", "resume"),
    "language": ("lang", "language", "langue"),
}  # fmt: skip
_KEYS: Final = {key: name for name, keys in _NAMES.items() for key in keys}
_ORIGINALLY: Final = r"(?:original(?:ly)? |first )?"
_DATES: Final[dict[PropertyName, str]] = {
    "published": rf"{_ORIGINALLY}(?:published|posted|released|issued)|{_ORIGINALLY}(?:pub|publish(?:ed)?|publication|"
    r"post(?:ed)?|released?|issued?|display|doc(?:ument)?|meeting) ?(?:date|time|on|at)|publiee? le|"
    r"date(?: (?:published|posted|released|issued|publiee?|(?:(?:of |de |du )?(?:la )?"
    r"(?:publication|release|parution|texte|document|meeting|seance|reunion))))?",
    "modified": r"(?:last )?(?:modified|updated?|edit(?:ed)?)(?: ?(?:date|time|on|at))?|lastmod|modifiee? le|"
    r"mise? a jour le|date (?:modified|updated|(?:de )?(?:modification|mise a jour))",
}
_PHASES: Final = r"(?:phases|stages|etapes)"
_EVENTS: Final = r"(?:events|milestones|evenements|jalons)"
_STARTS: Final = ("start", "start_date", "startDate", "started", "debut", "date_debut")  # of a phase
_ENDS: Final = ("end", "end_date", "endDate", "ended", "fin", "date_fin")
_PHASE_NAMES: Final = ("name", "nom", "title", "titre", "id")
_GIVEN_UP: Final = re.compile(r"abandon|abandoned|aborted|cancelled|canceled|stopped|closed|annule|arrete|termine")
_KINDS_OF_EVENT: Final = {  # what an event with such a name is the date of
    "launch": re.compile(r"\b(?:launch|go ?live|lancement|mise en (?:ligne|service))\b"),
    "end": re.compile(r"\b(?:end|closing|closure|fin|cloture|fermeture)\b"),
}
# Of the work that a page is about: its name, who leads it, who takes part, and when.
_OF_WORK: Final[dict[PropertyName, str]] = {
    "initiative": r"(?:project|product|service|initiative|program(?:me)?|commitment|action) (?:title|name)|"
    r"(?:titre|nom|intitule) (?:du|de l|de la) (?:projet|produit|service|initiative|programme|engagement|action)",
    "lead": r"(?:(?:project|product|service|business|agency|initiative|commitment) )?"
    r"(?:lead|owner|sponsor|coordinator)s?(?: name)?|commanditaires?|"
    r"(?:lead|led|run|implemented|coordinated) by|"
    r"(?:lead|responsible|implementing|sponsoring|owning|commitment|project) "
    r"(?:agency|department|ministry|organi[sz]ation|body)|"
    r"(?:(?:organisme|service|structure|entite|administration|ministere|agence)s? )?"
    r"(?:porteu(?:r|se)s?|pilotes?|chefs? de file|maitres? d ouvrage|commanditaires?)"
    r"(?: (?:du projet|de l action))?|(?:porte|pilote|mene) par|"
    r"(?:organisme|service|structure|entite|administration|ministere|agence)s? responsables?",
    "partner": r"(?:(?:key|project|agency|main|external|other) )*(?:partners?|collaborators?)"
    r"(?: (?:name|names|other|others|agency|agencies|organi[sz]ations?))?|"
    r"(?:(?:partner|partnering|supporting|participating) )?(?:agencies|departments|ministries)|"
    r"(?:partner|partnering|supporting|participating) (?:agency|organi[sz]ations?|department|ministry)|"
    r"(?:agences|ministeres|administrations)(?: (?:partenaires|participant(?:e?s)?))?|"
    r"incubat(?:or|eur)s?|(?:supported|funded|backed) by|(?:soutenue?|finance?e|appuye?e) par|financeurs?|funders?|"
    r"(?:working|in partnership|in collaboration) with|"
    r"(?:autres )?(?:partenaires?|collaborateurs|organismes partenaires)(?: (?:du projet|associes))?|"
    r"en partenariat avec",
    "term": r"(?:(?:project|initiative|program(?:me)?|funding|collaboration|grant|contract) )?"
    r"(?:start|end|launch|completion|target|due)(?: ?(?:date|year))?|(?:date|year) (?:start|end)(?:ed)?|"
    r"(?:launched|started|ended|completed)(?: (?:on|at))?|(?:timeline|time ?frame|period|duration|term)|"
    rf"{_PHASES} (?:start|end)|{_EVENTS} (?:launch|end)|"
    r"date (?:de |d )?(?:debut|fin|lancement|echeance|realisation)|"
    r"debut|fin|lancement|periode|duree|calendrier|echeance",
}  # fmt: skip
_BY_SLUG: Final = re.compile(
    r"(?:sponsor|commanditaire|incubat(?:or|eur)|agenc(?:y|ie)|agence)s?"
)  # "sponsors: [anct]"
_PATH: Final = re.compile(r"/?(?:[\w.-]+/)+(?P<slug>[\w-]+)/?")
_SLUG: Final = re.compile(r"[a-z\d]+(?:-[a-z\d]+)*")
_SMALL_WORDS: Final = frozenset(
    ["of", "the", "and", "for", "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "pour"]
)
MAX_ACRONYM: Final = 6  # letters
_PATTERNS: Final = [*_DATES.items(), *_OF_WORK.items()]
_WHO: Final = frozenset({"lead", "partner"})
MAX_WORDS: Final[dict[PropertyName, int]] = {"initiative": 20, "lead": 14, "partner": 250, "term": 10}
MAX_LISTED_WORDS: Final = 40  # of several that lead
MIN_TEXT_WORDS: Final = 20  # of an entry that is the text of a page
_NO_NAME: Final = re.compile(
    r"(?:an?|this|these|how|why|what|our|we|un|une|ce|cette|notre|nos|comment|pourquoi)\s", re.IGNORECASE
)  # with which no name of a body begins, but a text that leads in to another
_SENTENCE_END: Final = re.compile(r"[.!?]\s*$")
_KEY: Final = re.compile(r"""^[\w -]+\s*[:=]\s*(?:[|>][+-]?\d?\s*$)?(?:\"{3}|'{3}|["'])?""")  # and an opening mark
Entry = tuple[str, str, int]  # key, value, line of the file


def split_front_matter(text: str, left: LeftOut) -> tuple[DocumentProperties, str]:
    """Return the properties of the front matter, and the text without it; lines keep their number.

    A description, and entries that are not properties of a document, are reported as omitted. Text that is not valid
    front matter stays. Where there is no other text, the entries that are sentences are the text.
    """
    properties = DocumentProperties()
    text = _LINE_END.sub("\n", text)
    block = _BLOCK.match(text)
    if block is None or len(block["body"]) > MAX_CHARACTERS:
        return properties, text
    entries = _toml_entries(block["body"]) if block["mark"] == "+++" else _yaml_entries(block["body"])
    if entries is None:
        return properties, text
    led: set[str] = set()
    for key, value, line in entries:
        name = _property(key, value)
        if name == "lead" and key in led:  # of several that lead, the first one does, and the others take part
            name = "partner"
        if name:
            properties.add(name, _named(key, value) if name in _WHO else value, key, line)
            led |= {key} if name == "lead" else set()
        if name in (None, "description"):
            left.add(METADATA, f"{key}: {value}")
    rest = text[block.end() :]
    if not any(map(str.isalnum, rest)) and (properties.first("title") or properties.first("initiative")):
        return properties, _sentences(block, entries) + rest
    return properties, "\n" * block.group().count("\n") + rest


def _sentences(block: re.Match[str], entries: Sequence[Entry]) -> str:
    """The lines of front matter whose entries are sentences, without their keys; its other lines are empty."""
    lines = block.group().split("\n")
    starts = sorted({line for *_, line in entries})
    kept = [""] * len(lines)
    for _, value, line in entries:
        if len(value.split()) < MIN_TEXT_WORDS or not _SENTENCE_END.search(value):
            continue
        end = next((one for one in starts if one > line), len(lines) - 1)
        for at in range(line - 1, end - 1):
            bare = _KEY.sub("", lines[at]) if at == line - 1 else lines[at]
            kept[at] = bare.strip().removesuffix('"').removesuffix("'")
    return "\n".join(kept)


def _property(key: str, value: str) -> PropertyName | None:
    """What an entry is of; who leads work is a name, and no sentence ("lead: In this post …")."""
    flat = _flat(key)
    name = _KEYS.get(flat) or next((name for name, keys in _PATTERNS if re.fullmatch(keys, flat)), None)
    if name not in _OF_WORK:
        return name
    if _SENTENCE_END.search(value) or (name == "lead" and _NO_NAME.match(value)):
        return None
    most = MAX_LISTED_WORDS if name == "lead" and ", " in value else MAX_WORDS[name]
    return name if len(value.split()) <= most else None


def _named(key: str, value: str) -> str:
    """The name of a body of which an entry gives the address on its site, or the short name of such an address.

    >>> _named("sponsors", "/organisations/anct"), _named("owner", "/organisations/ville-de-nantes")
    ('ANCT', 'Ville de Nantes')
    """
    path = _PATH.fullmatch(value)
    slug = path["slug"] if path else value
    if not _SLUG.fullmatch(slug) or not (path or _BY_SLUG.fullmatch(_flat(key))):
        return value
    words = slug.split("-")
    if len(words) == 1 and len(slug) <= MAX_ACRONYM:
        return slug.upper()
    return " ".join(word if at and word in _SMALL_WORDS else word.capitalize() for at, word in enumerate(words))


def _flat(key: str) -> str:
    """A key in small letters, its words apart: those of "agencyPartnerName", too."""
    return re.sub(r"[-_.’']", " ", fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])", " ", key)))


def _yaml_entries(body: str) -> list[Entry] | None:
    """Return the plain values of a YAML mapping; None where it is none. Nothing is constructed, no alias expanded."""
    import yaml

    try:
        root = yaml.compose(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return list(_mapping_entries(root)) if isinstance(root, yaml.MappingNode) else None


def _mapping_entries(root: object) -> Iterator[Entry]:
    import yaml

    for key, value in getattr(root, "value", ()):
        if not isinstance(key, yaml.ScalarNode):
            continue
        listed = value.value[:MAX_LIST_ITEMS] if isinstance(value, yaml.SequenceNode) else [value]
        last = len(listed) - 1
        for at, each in enumerate(listed):
            parts = each.value if isinstance(each, yaml.MappingNode) else ()
            described = {part.value: one for part, one in parts if isinstance(part, yaml.ScalarNode)}
            for inner, named in _parts_of(key.value, described, at, last) if parts else [(key.value, each)]:
                if isinstance(named, yaml.ScalarNode) and named.value:
                    yield inner, named.value, named.start_mark.line + 2


def _parts_of(key: str, described: Mapping[str, object], at: int, last: int) -> Iterator[tuple[str, object]]:
    """What an entry of several values tells, and under which keys: a name, or when work began, was launched or ended.

    A name is that of who leads or takes part ("partners: [{name: …, url: …}]"); others may be persons. Work begins with
    the first of its phases and ends with the last, or where a phase is that it was given up.

    Args:
        key: the key of the list.
        described: what the entry holds.
        at: its place in the list, from 0.
        last: that of the last entry.
    """
    flat = _flat(key)
    name = _flat(_text_of(_first_of(described, _PHASE_NAMES)))
    if re.fullmatch(_PHASES, flat):
        is_given_up = _GIVEN_UP.match(name) is not None
        start, end = _first_of(described, _STARTS), _first_of(described, _ENDS)
        yield from [(f"{key}.start", start)] if at == 0 and not is_given_up else []
        yield from [(f"{key}.end", start if is_given_up else end)] if at == last or is_given_up else []
    elif re.fullmatch(_EVENTS, flat):
        kind = next((kind for kind, names in _KINDS_OF_EVENT.items() if names.search(name)), None)
        yield from [(f"{key}.{kind}", described.get("date"))] if kind else []
    elif re.fullmatch(_OF_WORK["partner"], flat) or _BY_SLUG.fullmatch(flat):
        yield key, _first_of(described, NAME_KEYS)


def _first_of(described: Mapping[str, object], keys: Iterable[str]) -> object:
    return next((described[one] for one in keys if one in described), None)


def _text_of(value: object) -> str:
    """A value in words, whether of YAML or TOML."""
    return str(getattr(value, "value", value) or "")


def _toml_entries(body: str) -> list[Entry] | None:
    try:
        table = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    lines = {line.partition("=")[0].strip(): number for number, line in reversed(list(enumerate(body.split("\n"), 2)))}
    values = [
        (key, inner, one)
        for key, value in table.items()
        for listed in [value[:MAX_LIST_ITEMS] if isinstance(value, list) else [value]]
        for at, each in enumerate(listed)
        for inner, one in (_parts_of(key, each, at, len(listed) - 1) if isinstance(each, dict) else [(key, each)])
    ]
    return [
        (inner, str(one), lines.get(key, 1)) for key, inner, one in values if not isinstance(one, dict | list | None)
    ]
