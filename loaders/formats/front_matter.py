"""The front matter of a Markdown or HTML file: a block of YAML (between lines of ---) or TOML (+++) before the text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
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
    "organization": ("organization", "organisation", "organisme", "publisher", "agency", "department", "ministere"),
    "sender": ("from", "sender", "expediteur"),
    "created": ("created", "creation date", "date created", "date creation"),
    "description": ("description", "project description", "summary", "excerpt", "chapeau", "resume"),
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
# Of the work that a page is about: its name, who leads it, who takes part, and when.
_OF_WORK: Final[dict[PropertyName, str]] = {
    "initiative": r"(?:project|initiative|program(?:me)?|commitment|action) (?:title|name)|"
    r"(?:titre|nom|intitule) (?:du|de l|de la) (?:projet|initiative|programme|engagement|action)",
    "lead": r"(?:(?:project|agency|initiative|commitment) )?(?:lead|owner|sponsor|coordinator)(?: name)?|"
    r"(?:lead|led|run|implemented|coordinated) by|"
    r"(?:lead|responsible|implementing|sponsoring|commitment|project) "
    r"(?:agency|department|ministry|organi[sz]ation|body)|"
    r"(?:(?:organisme|service|structure|entite) )?(?:porteur|porteuse|pilote|chef de file|maitre d ouvrage)"
    r"(?: (?:du projet|de l action))?|(?:porte|pilote|mene) par",
    "partner": r"(?:(?:key|project|agency|main|external|other) )*(?:partners?|collaborators?)"
    r"(?: (?:name|names|other|others|agency|agencies|organi[sz]ations?))?|"
    r"(?:partner|partnering|supporting|participating) (?:agency|agencies|organi[sz]ations?|departments?)|"
    r"(?:working|in partnership|in collaboration) with|"
    r"(?:autres )?(?:partenaires?|collaborateurs|organismes partenaires)(?: (?:du projet|associes))?|"
    r"en partenariat avec",
    "term": r"(?:(?:project|initiative|program(?:me)?|funding|collaboration|grant|contract) )?"
    r"(?:start|end|launch|completion|target|due)(?: ?(?:date|year))?|(?:date|year) (?:start|end)(?:ed)?|"
    r"(?:launched|started|completed|timeline|time ?frame|period|duration|term)|"
    r"date (?:de |d )?(?:debut|fin|lancement|echeance|realisation)|"
    r"debut|fin|lancement|periode|duree|calendrier|echeance",
}  # fmt: skip
_PATTERNS: Final = [*_DATES.items(), *_OF_WORK.items()]
MAX_WORDS: Final[dict[PropertyName, int]] = {"initiative": 20, "lead": 14, "partner": 250, "term": 10}
MAX_LISTED_WORDS: Final = 40  # of several that lead
_NO_NAME: Final = re.compile(
    r"(?:an?|this|these|how|why|what|our|we|un|une|ce|cette|notre|nos|comment|pourquoi)\s", re.IGNORECASE
)  # with which no name of a body begins, but a text that leads in to another
_SENTENCE_END: Final = re.compile(r"[.!?]\s*$")
Entry = tuple[str, str, int]  # key, value, line of the file


def split_front_matter(text: str, left: LeftOut) -> tuple[DocumentProperties, str]:
    """Return the properties of the front matter, and the text without it; lines keep their number.

    A description, and entries that are not properties of a document, are reported as omitted. Text that is not valid
    front matter stays.
    """
    properties = DocumentProperties()
    text = _LINE_END.sub("\n", text)
    block = _BLOCK.match(text)
    if block is None or len(block["body"]) > MAX_CHARACTERS:
        return properties, text
    entries = _toml_entries(block["body"]) if block["mark"] == "+++" else _yaml_entries(block["body"])
    if entries is None:
        return properties, text
    for key, value, line in entries:
        name = _property(key, value)
        if name:
            properties.add(name, value, key, line)
        if name in (None, "description"):
            left.add(METADATA, f"{key}: {value}")
    return properties, "\n" * block.group().count("\n") + text[block.end() :]


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


def _flat(key: str) -> str:
    """A key in small letters, its words apart: those of "agencyPartnerName", too."""
    return re.sub(r"[-_’']", " ", fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])", " ", key)))


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
        for each in value.value[:MAX_LIST_ITEMS] if isinstance(value, yaml.SequenceNode) else [value]:
            parts = each.value if isinstance(each, yaml.MappingNode) else ()
            described = {part.value: one for part, one in parts if isinstance(part, yaml.ScalarNode)}
            named = _name_of(key.value, described) if parts else each
            if isinstance(named, yaml.ScalarNode) and named.value:
                yield key.value, named.value, named.start_mark.line + 2


def _name_of(key: str, described: Mapping[str, object]) -> object:
    """The name of a partner that an entry describes: "partners: [{name: …, url: …}]"; others may be persons."""
    is_partner = re.fullmatch(_OF_WORK["partner"], _flat(key)) is not None
    return next((described[one] for one in NAME_KEYS if one in described), None) if is_partner else None


def _toml_entries(body: str) -> list[Entry] | None:
    try:
        table = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    lines = {line.partition("=")[0].strip(): number for number, line in reversed(list(enumerate(body.split("\n"), 2)))}
    values = [
        (key, _name_of(key, each) if isinstance(each, dict) else each)
        for key, value in table.items()
        for each in (value[:MAX_LIST_ITEMS] if isinstance(value, list) else [value])
    ]
    return [(key, str(one), lines.get(key, 1)) for key, one in values if not isinstance(one, dict | list | None)]
