"""Recognise remarks to the secretariat, such as "Please do not share row 3": they state no fact."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from loaders.text.contacts import PLAIN_LETTERS, contact_spans, may_hold_contact

_BULLET: Final = r"(?:[-–•*]\s*)?"
_START: Final = rf"(?:^|[.;:!?(]\s+|\n\s*){_BULLET}"
_SECRETARIAT: Final = r"(?:secretariat|editors?|council(?:'s)? staff|secretaire du conseil)"
_SHARE: Final = r"(?:share|distribute|publish|circulate|forward|release|disclose|post|quote)\b"
_SHARED: Final = r"(?:distribution|publication|release|circulation|sharing|shared|published|distributed|circulated)\b"
_DO: Final = (
    r"(?:call|contact|ask|check with|confirm|let (?:me|us)|note|see|remove|ignore|add|update|correct|use|send|wait)\b"
)
_PARTAGER: Final = r"(?:partager|diffuser|publier|distribuer|communiquer|transmettre|divulguer|citer)\b"
_FAIRE: Final = (
    r"(?:appeler|communiquer|verifier|confirmer|retirer|ignorer|ajouter|corriger|noter|attendre|joindre|contacter)\b"
)
# "Please send your comments by July 17" asks readers of a published text
_NOT_THE_PUBLIC: Final = (
    r"(?!(?: us)?(?: any| all| your| written)* (?:comments|feedback|submissions?|views|questions)\b)"
)
_END: Final = r"\s?(?:[:–—!]|-\s|$)"
_REMARK: Final = re.compile(
    rf"(?:{_START}|\bplease )(?:do not|don't|never) {_SHARE}"
    rf"|\bnot (?:for|to be) (?:public |external |further )?{_SHARED}"
    rf"|(?<!\byour )\b(?:note|message|remark|comment)s? (?:to|for) (?:the |our )?{_SECRETARIAT}\b"
    rf"|{_START}(?:for )?(?:internal|confidential)(?: use)?(?: only)?{_END}"
    r"|\b(?:keep|treat) (?:this|it|these|(?:row|line) \d+|the above) (?:as )?(?:confidential|private|internal)"
    r"(?=\s*(?:[.;,:!)]|$))"
    rf"|{_START}please {_DO}{_NOT_THE_PUBLIC}"
    rf"|(?:{_START}|\b(?:veuillez|priere de|merci de) )ne pas {_PARTAGER}"
    rf"|{_START}(?:veuillez|priere de|merci de|merci d') ?{_FAIRE}"
    r"|(?<!\bvos )(?<!\bvotre )\b(?:note|remarque|message|commentaire)s? "
    rf"(?:au|pour le|a l'(?:intention|attention) du) {_SECRETARIAT}\b"
    rf"|{_START}(?:confidentiel(?:le)?|(?:a |pour )?usage interne)(?: seulement)?{_END}",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý0-9«“\"(-]|\s*$)|\n\s*(?=[-–•*]\s)")
# one of these is in each remark, in lower case
_MAY_BE: Final = (
    "pleas", "do not", "don't", "never", "not for", "not to", "confiden", "intern", "secr", "editor", "staff", "keep",
    "treat", "ne pas", "veuil", "priere", "merci",
)  # fmt: skip


def is_private(text: str) -> bool:
    """Whether a text may name contact persons, or holds a remark to the secretariat."""
    return may_hold_contact(text) or (_may_hold_remark(text) and bool(remark_spans(text)))


def _may_hold_remark(text: str) -> bool:
    """Whether a text is worth a closer look; most rows of a table are not."""
    folded = text.casefold()
    if not folded.isascii():  # without accents: a method of the text drops them sooner than a table of letters does
        folded = normalize("NFD", folded.replace("’", "'")).encode("ascii", "ignore").decode()
    for word in _MAY_BE:  # noqa: SIM110 (in a third of the time that any() takes)
        if word in folded:
            return True
    return False


def private_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of contact persons and remarks in a text, in order and apart from each other."""
    made: list[tuple[int, int]] = []
    for start, stop in sorted([*contact_spans(text), *remark_spans(text)]):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(stop, made[-1][1]))
        else:
            made.append((start, stop))
    return made


def remark_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of the sentences of a text that are remarks to the secretariat.

    >>> text = "Wallet launched in May. Please do not share this before June."
    >>> [text[start:stop] for start, stop in remark_spans(text)]
    ['Please do not share this before June.']
    """
    flat = text if text.isascii() else text.translate(PLAIN_LETTERS)
    folded = flat.casefold()
    if not any(word in folded for word in _MAY_BE):
        return []
    edges = [0, *(hit.end() for hit in _SENTENCE_END.finditer(text)), len(text)]
    found = []
    for start, stop in pairwise(edges):
        begin = start + len(text[start:stop]) - len(text[start:stop].lstrip(" \n\t-–•*"))
        if begin < stop and _REMARK.search(flat[begin:stop]):
            found.append((begin, stop))
    return found
