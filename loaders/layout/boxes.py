"""Adjacent boxes, flattened: their titles, and the text of each, in either order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.layout.sections import bullet, is_closed, paragraphs
from loaders.text.rules import Rule, Rules, straight

if TYPE_CHECKING:
    from loaders.text.lines import Line

TITLE_LINES = 8
TITLE_WORDS = 14
BODY_WORDS = 5


@dataclass(slots=True)
class Box:
    """A box: the lines of its title, the paragraphs in it, and the rule that found it."""

    title: list[Line]
    rule: str
    body: list[list[Line]] = field(default_factory=list)


@dataclass(slots=True)
class Boxes:
    """The boxes of a part, and the paragraphs around them."""

    boxes: list[Box] = field(default_factory=list)
    prose: list[list[Line]] = field(default_factory=list)


def priority_boxes(lines: Sequence[Line], rules: Rules) -> Boxes:
    """The boxes of the priorities: titles as the rules of the language know them, else short lines before text."""
    made = _titled(lines, rules)
    return made if made.boxes else _structural(lines)


def _titled(lines: Sequence[Line], rules: Rules) -> Boxes:
    made = Boxes()
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        if found := _title_at(lines, at, rules):
            rule, size = found
            _flush(made, rest)
            made.boxes.append(Box(list(lines[at : at + size]), rule.name))
            rest = []
            at += size
        else:
            rest.append(lines[at])
            at += 1
    _flush(made, rest)
    return made


def _flush(made: Boxes, rest: Sequence[Line]) -> None:
    groups = paragraphs(rest)
    if made.boxes:
        made.boxes[-1].body.extend(groups)
    else:
        made.prose.extend(groups)


def _title_at(lines: Sequence[Line], at: int, rules: Rules) -> tuple[Rule, int] | None:
    """The rule that finds a title here and how many lines it takes: as many as go on before text begins anew."""
    if not _may_begin(lines, at):
        return None
    text = ""
    best: tuple[Rule, int] | None = None
    for size, line in enumerate(lines[at : at + TITLE_LINES], 1):
        if size > 1 and (
            bullet(line.text) or (best and line.text[:1].isupper() and _starts_text(lines, at + size - 1))
        ):
            break
        text = f"{text} {line.text}".strip()
        if is_closed(text) or len(text.split()) > TITLE_WORDS:
            break
        if rule := next((rule for rule in rules.rules("priorities") if rule.pattern.fullmatch(straight(text))), None):
            best = (rule, size)
    return best


def _may_begin(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if bullet(line.text) or not line.text[:1].isupper():
        return False
    return at == 0 or line.after_gap or line.after_break or is_closed(lines[at - 1].text)


def _starts_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a line begins text rather than going on with a title: there is room before it."""
    return lines[at].after_gap or lines[at].after_break


def _structural(lines: Sequence[Line]) -> Boxes:
    """Short paragraphs without an end mark, each before a paragraph of text."""
    made = Boxes()
    groups = paragraphs(lines)
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        if following and _is_title(group) and len(_text(following).split()) > BODY_WORDS:
            made.boxes.append(Box(group, "box-title"))
        elif made.boxes:
            made.boxes[-1].body.append(group)
        else:
            made.prose.append(group)
    return made


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _is_title(group: Sequence[Line]) -> bool:
    text = _text(group)
    plain = not bullet(text) and text[:1].isupper() and not is_closed(text) and not text.endswith((",", ";", ":"))
    return plain and len(text.split()) <= TITLE_WORDS


def need_boxes(lines: Sequence[Line]) -> Boxes:
    """The boxes of needs: short titles among lists, before or after the list that they belong to."""
    groups = paragraphs(lines, dense=True)
    start = _behind_introduction(groups)
    made = Boxes(prose=[list(group) for group in groups[:start]])
    titles = [at for at in range(start, len(groups)) if _is_title(groups[at])]
    if not titles:
        made.prose.extend(groups[start:])
        return made
    behind = titles[-1] == len(groups) - 1
    for place, at in enumerate(titles):
        before = titles[place - 1] + 1 if place else start
        after = titles[place + 1] if place + 1 < len(titles) else len(groups)
        body = groups[before:at] if behind else groups[at + 1 : after]
        made.boxes.append(Box(groups[at], "need-box", list(body)))
    if not behind:
        made.prose.extend(groups[start : titles[0]])
    return made


def _behind_introduction(groups: Sequence[Sequence[Line]]) -> int:
    """The start of the boxes: after the last paragraph that ends in a colon before the first title."""
    first = next((at for at, group in enumerate(groups) if _is_title(group)), len(groups))
    colons = [at for at in range(first) if _text(groups[at]).endswith(":")]
    return colons[-1] + 1 if colons else 0
