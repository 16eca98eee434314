"""Where a name ends in text: before a verb, and without small words that only lead on to what follows."""

from __future__ import annotations

import re
from typing import Final

_GOES_ON: Final = re.compile(  # "Projet des quais a été signé", "Plan des berges et autorisant son maire"
    r"\s+(?:(?:a|ont|avait|avaient|aura|auront)\s+été|(?:est|sont|sera|seront)\s+[a-zà-ÿ]+ée?s?)\b.*|"
    r"\s+(?:devient|deviennent|permet(?:tent|tra|tront)?|prévoi(?:t|ent)|constituent?|illustrent?|s['’]inscri(?:t|vent)|"
    r"vis(?:e|ent)\s+à)\b.*|"
    r",?\s+(?:et|tout\s+en|en)\s+(?!portant|concernant|touchant|avant|devant)[a-zà-ÿ]+ant\s+"
    r"(?:(?:son|sa|ses|leurs?|les?|la|une?|des|à|au|aux)\b|[ld]['’]).*|,?\s+et\s+autorisant$|"
    # "register of moorings and directed staff to", "contract for dredging be awarded"
    r",?\s+and\s+(?:adopted|agreed|approved|asked|called\s+(?:for|on)|committed|directed|discussed|encouraged|endorsed|heard|"
    r"instructed|invited|noted|reaffirmed|received|requested|reviewed|tasked|thanked|urged|welcomed)\b.*|"
    r"(?<!that)(?<!which)\s+(?:also\s+)?(?:allows|applies|brings|builds|contains|creates|describes|enables|establishes|gives|helps|"
    r"identifies|implements|includes|provides|replaces|requires|supports)\s+(?:the|an?|its|their|all|to|for|new)\b.*|"
    r"\s+be\s+(?:[a-z]+ly\s+)?[a-z]+ed\b.*|\s+(?:led|run|chaired|headed|managed|hosted)$",
    re.DOTALL,
)
_LEADS_ON: Final = re.compile(  # at the end of a name; in small letters, as "Plan UN" may be one
    r"[\s,]+(?:sur|dans|avec|par|entre|sous|sans|vers|chez|lors|depuis|selon|dont|qui|que|où|ainsi|son|sa|ses|leurs?|"
    r"notre|nos|votre|vos|cet|cette|ces|une?|afin|dès|se|ne|qu['’]|s['’]|n['’]|actuellement|désormais|déjà|"
    r"aujourd['’]hui|également|notamment|toujours|bientôt|en\s+cours|Vu|Vos|Nous|NOUS|Considérant)$"
)
_ONE_SIDE: Final = re.compile(  # "accord entre la Ville", where a comma or "et" and the other sides stand behind it
    r"\s+entre\s+(?:la\s+|le\s+|l['’])(?!.*(?:,|\set\s)).{2,80}$", re.DOTALL
)
_OTHER_SIDES: Final = re.compile(r"\s*(?:,|et\b|d['’]une\s+part)")


def name_end(text: str, start: int, end: int) -> int:
    """Where the name `text[start:end]` ends, without what is none of it.

    >>> text = "Plan des berges et autorisant son maire"
    >>> text[: name_end(text, 0, len(text))]
    'Plan des berges'
    """
    name = text[start:end]
    if hit := _GOES_ON.search(name):
        name = name[: hit.start()]
    if (side := _ONE_SIDE.search(name)) and _OTHER_SIDES.match(text, start + len(name)):
        name = name[: side.start()]
    while cut := _LEADS_ON.search(name.rstrip()):
        name = name[: cut.start()]
    return start + len(name)
