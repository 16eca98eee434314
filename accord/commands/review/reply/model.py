"""The reply file that a reader saves on a page: marks of suggestions and of facts, `accord-reply/1`.

A page keeps no secret, so a reply proves nothing about who wrote it. What protects the graph is what a reply can do: it
names things by identifier and repeats what the page said of them (a seal of a suggestion, the value of a fact), and all
of it has to be in the graph as the audience of the page sees it. `check` finds a file that was damaged or edited.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import SourceError
from graph.values import AUDIENCES, Audience

FORMAT: Final = "accord-reply/1"
SUGGESTION_VERDICTS: Final = {"met": "met", "not-useful": "dismissed", "partners": "partners", "wrong": "dismissed"}
FACTS: Final = ("lead", "partner", "theme", "date", "status", "initiative")
MAX_MARKS: Final = 2_000
MAX_BYTES: Final = 2_000_000
MAX_TEXT: Final = 500  # characters of a reason, or of who replies
_FIELDS: Final = ("about", "id", "says", "seal", "fact", "value", "why")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a reader.

    Of a suggestion: its identifier, its seal, and what the reader says. Of a fact: the identifier of its initiative,
    the attribute and its value. `why` is the reader's reason.
    """

    about: str
    id: str
    says: str
    seal: str = ""
    fact: str = ""
    value: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The marks of a reader, for whom the page was, and how the reader calls himself or herself, if at all."""

    audience: Audience
    sender: str
    marks: tuple[Mark, ...]


def is_reply(data: bytes) -> bool:
    """Whether a file is a reply, not a table of decisions."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def parse_reply(data: bytes, name: str) -> Reply:
    """Return the reply in a file.

    Raises:
        SourceError: it is no reply, was changed after the page wrote it, or says what no page writes.
    """
    if len(data) > MAX_BYTES:
        raise SourceError("{file} is no reply: it is larger than {n} bytes.", file=name, n=MAX_BYTES)
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError("{file} is no reply: it is not JSON ({reason}).", file=name, reason=error) from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise SourceError("{file} is no reply: its format is not {format}.", file=name, format=FORMAT)
    marks = raw.get("marks")
    if not isinstance(marks, list) or not 0 < len(marks) <= MAX_MARKS:
        raise SourceError("{file}: a reply has 1 to {n} marks.", file=name, n=MAX_MARKS)
    if raw.get("check") != checksum(raw):
        raise SourceError(
            "{file} was changed after the page wrote it, or is damaged. Ask the reader to save the reply again.",
            file=name,
        )  # fmt: skip
    if raw.get("audience") not in AUDIENCES:
        raise SourceError("{file}: “{audience}” is no audience.", file=name, audience=raw.get("audience"))
    found = [_parse_mark(mark, number, name) for number, mark in enumerate(marks, start=1)]
    return Reply(raw["audience"], str(raw.get("from") or "")[:MAX_TEXT], tuple(dict.fromkeys(found)))


def checksum(raw: dict[str, Any]) -> str:
    """Return the checksum of a reply as the page computes it: CRC-32, eight hexadecimal digits."""
    marks = raw.get("marks")
    parts = [raw.get("format"), raw.get("audience"), raw.get("from")]
    if isinstance(marks, list):
        parts += [[mark.get(field, "") for field in _FIELDS] if isinstance(mark, dict) else mark for mark in marks]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _parse_mark(raw: object, number: int, name: str) -> Mark:
    texts = raw if isinstance(raw, dict) and all(isinstance(value, str) for value in raw.values()) else {}
    mark = Mark(**{field: texts.get(field, "") for field in _FIELDS})
    of_suggestion = mark.about == "suggestion" and mark.says in SUGGESTION_VERDICTS and bool(mark.seal)
    of_fact = mark.about == "fact" and mark.says == "wrong" and mark.fact in FACTS and bool(mark.value)
    if set(texts) - set(_FIELDS) or not mark.id or not (of_suggestion or of_fact) or len(mark.why) > MAX_TEXT:
        raise SourceError(
            "{file}, mark {n}: this is nothing that a page writes. A reply can say that a suggestion was met, is not"
            " useful or wrong, or that its members are partners, and that a fact is wrong.",
            file=name, n=number,
        )  # fmt: skip
    return mark
