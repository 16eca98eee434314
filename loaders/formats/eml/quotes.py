"""Separate the text of a message from the earlier messages that it quotes and from its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from loaders.layout.omissions import QUOTED_MESSAGE, SIGNATURE

if TYPE_CHECKING:
    from loaders.layout.omissions import LeftOut
    from loaders.text.lines import Line

    Element = Any

# Elements in which mail programs put the message that is replied to: Gmail, Thunderbird and Apple, Yahoo, Outlook.
_QUOTED: Final = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    "//blockquote[@type='cite']",
    "//*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]",
    "//*[contains(concat(' ', @class, ' '), ' yahoo_quoted ')]",
)
_OUTLOOK: Final = "//*[@id='divRplyFwdMsg' or @id='appendonsend']"  # all that follows it is quoted
_SIGNATURE_ELEMENTS: Final = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_signature ')]",
    "//*[contains(concat(' ', @class, ' '), ' moz-signature ')]",
)
_ATTRIBUTION: Final = re.compile(
    r"^(?:On\b.{5,200}\bwrote|Le\b.{5,200}\ba écrit)\s*:$|^-{2,}\s*(?:Original Message|Message d[’']origine)\s*-{2,}$",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(r"^(?:From|De)\s*:\s*\S", re.IGNORECASE)
_SENT: Final = re.compile(r"^(?:Sent|Date|Envoyé|To|À|Subject|Objet)\s*:", re.IGNORECASE)
HEADER_LINES: Final = 4  # within which an earlier message's header says when and to whom it was sent
_MARK: Final = re.compile(r"^>")
_DELIMITER: Final = re.compile(r"^--\s?$")


def drop_quoted_elements(root: Element, left: LeftOut) -> None:
    """Remove the elements of a page that hold an earlier message or a signature; `left` takes their text."""
    for path in _QUOTED:
        for element in root.xpath(path):
            _drop(element, QUOTED_MESSAGE, left)
    for element in root.xpath(_OUTLOOK):
        for each in [*element.itersiblings(), element]:
            _drop(each, QUOTED_MESSAGE, left)
    for path in _SIGNATURE_ELEMENTS:
        for element in root.xpath(path):
            _drop(element, SIGNATURE, left)


def _drop(element: Element, why: str, left: LeftOut) -> None:
    parent = element.getparent()
    if parent is None:
        return
    left.add(why, " ".join(element.itertext()))
    element.clear(keep_tail=True)


def split_message(lines: Sequence[Line], left: LeftOut, *, is_forwarded: bool) -> list[Line]:
    """Return the lines that the message itself says; `left` takes the signature and what is quoted.

    Answers between quoted lines are kept; a forwarded message keeps what it forwards, too.
    """
    stop = len(lines) if is_forwarded else next((at for at in range(len(lines)) if _ends_here(lines, at)), len(lines))
    end = next((at for at in range(stop) if _DELIMITER.match(lines[at].text)), stop)
    quoted = (
        set() if is_forwarded else {at for at in range(end) if _MARK.match(lines[at].text) or _attributes(lines, at)}
    )
    left.add(QUOTED_MESSAGE, " ".join(line.text for at, line in enumerate(lines) if at in quoted or at >= stop))
    left.add(SIGNATURE, " ".join(line.text for line in lines[end:stop]))
    return [line for at, line in enumerate(lines[:end]) if at not in quoted]


def _ends_here(lines: Sequence[Line], at: int) -> bool:
    """Whether all that follows is an earlier message: here is its header, or who wrote it, and no line is marked."""
    if _attributes(lines, at):
        return not any(_MARK.match(line.text) for line in lines[at:])
    header = [line.text for line in lines[at + 1 : at + 1 + HEADER_LINES]]
    return bool(_HEADER.match(lines[at].text)) and sum(bool(_SENT.match(each)) for each in header) > 1


def _attributes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line, or one of two lines together, says who wrote what is quoted below."""
    here, before, after = (lines[each].text if 0 <= each < len(lines) else "" for each in (at, at - 1, at + 1))
    return any(map(_ATTRIBUTION.match, (here, f"{here} {after}", f"{before} {here}")))
