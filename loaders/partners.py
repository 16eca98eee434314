"""Partnerships: those that a text states, and only those.

A rule fits where the words beside the names say that their bearers work together. It does not count where they
deny it, hope for it, compare with it, or say it of somebody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.names import Named, name_jurisdiction
from loaders.rules import OTHER, OUTSIDE, OWN, Rule, Rules

if TYPE_CHECKING:
    from graph.dates import Found
    from graph.mentions import Mention
    from loaders.scene import Scene

WINDOW: Final = 160  # characters before a statement in which a denial can stand
_CAPITAL: Final = "A-ZÀ-ÖØ-Þ"
_LINKS: Final = "(?:(?:of|the|for|de|la|du|des|en|pour|l'|d'|de l')\\s?){0,3}"
_WORD: Final = rf"[{_CAPITAL}{OUTSIDE}][\w&'.{OUTSIDE}-]*"
_OUTSIDE: Final = re.compile(rf"{_WORD}(?:\s{_LINKS}{_WORD})*")
_ARTICLE: Final = re.compile(r"^(?:The|La|Le|Les|L['’])\s*(?=[A-ZÀ-Ý])")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;]\s+)(?:(?:the|la|le|les)\s+|l')?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Partnering:
    """A statement that parties work together: `text[start:stop]` is what says so.

    `partners` are other governments, `strangers` those no vocabulary knows, `outside` named parties that are no
    government, `unsure` names that may mean several jurisdictions; `with_lead`: the lead is one of them.
    """

    rule: str
    start: int
    stop: int
    partners: tuple[str, ...]
    strangers: tuple[Named, ...]
    outside: tuple[str, ...]
    unsure: tuple[str, ...]
    with_lead: bool
    since: Found | None = None
    until: Found | None = None


def find_partners(scene: Scene, rules: Rules) -> list[Partnering]:
    """The partnerships that a passage states, in order; one that says no more than another is left out.

    Who is said to have declined, withdrawn or no part in it is left out, whatever else is said.
    """
    found: list[Partnering] = []
    for start, stop in scene.clauses():
        for rule in rules.rules("partners"):
            hits = rule.pattern.finditer(scene.view, start, stop)
            stated = (_read(scene, rule, hit, rules) for hit in hits if _holds(scene, rule, hit, start, rules))
            found.extend(each for each in stated if each)
    absent = _absent(scene, rules)
    kept = [replace(one, partners=tuple(each for each in one.partners if each not in absent)) for one in found]
    kept = [one for one in kept if one.partners or one.strangers or one.outside or one.unsure]
    return [one for at, one in enumerate(kept) if not _repeats(one, at, kept)]


def _absent(scene: Scene, rules: Rules) -> set[str]:
    """Those of whom a sentence says that they take no part: "Yukon was asked and declined"."""
    hits = [
        hit
        for start, stop in scene.sentences
        for hit in rules.pattern("never_joined").finditer(scene.view, start, stop)
    ]
    return {each.id for hit in hits for each in scene.named(*hit.span()) if each.id and scene.view[each.start] == OTHER}


def _repeats(one: Partnering, at: int, found: list[Partnering]) -> bool:
    """Whether another statement names the same parties and more, or the same ones before."""
    mine = {*one.partners, *one.outside, *(each.name for each in one.strangers)}
    for place, other in enumerate(found):
        theirs = {*other.partners, *other.outside, *(each.name for each in other.strangers)}
        if place != at and mine <= theirs and (mine != theirs or place < at) and one.with_lead == other.with_lead:
            return True
    return False


def _holds(scene: Scene, rule: Rule, hit: re.Match[str], start: int, rules: Rules) -> bool:
    """Whether the statement stands: not denied, hoped for, compared with, nor made about another."""
    before = scene.view[max(start, hit.start() - WINDOW) : hit.start()]
    after = scene.view[hit.end() : hit.end() + WINDOW]
    if rule.unless and rule.unless.search(before):
        return False
    is_subject = hit.start("list") == hit.start()
    if is_subject and (rules.pattern("people").search(before) or rules.pattern("likened").search(hit["list"])):
        return False
    if rules.pattern("undenied").search(before):
        return not rules.pattern("compared").search(before)
    return not (
        any(rules.pattern(key).search(before) for key in ("denied", "compared", "other_subject"))
        or rules.pattern("denied_after").search(after)
    )


def _read(scene: Scene, rule: Rule, hit: re.Match[str], rules: Rules) -> Partnering | None:
    start, stop = hit.span("list")
    found = scene.named(start, stop)
    certain = [each for each in found if each.id and scene.view[each.start] not in (OWN, OUTSIDE)]
    partners = tuple(dict.fromkeys(each.id for each in certain if each.id))
    unsure = tuple(each.text for each in found if each.id is None)
    strangers, outside = _outside(scene, start, stop, rules)
    if not (partners or unsure or strangers or outside) or (rule.only == "governments" and not (partners or strangers)):
        return None
    own = _names_lead(scene, start, stop, rules)
    if rule.only == "own" and not own:
        return None
    among_others = "between" in rule.name and len(partners) + len(strangers) > 1 and not own
    since, until = (_dated(scene, hit.end(), rules, key) for key in ("since", "until"))
    last = max([each.end for each in found] + [start]) if rule.name != "partners-with-us" else hit.end()
    return Partnering(
        rule.name,
        hit.start(),
        max(last, hit.end()),
        partners,
        strangers,
        outside,
        unsure,
        not among_others,
        since,
        until,
    )


def _names_lead(scene: Scene, start: int, stop: int, rules: Rules) -> bool:
    """Whether the lead is among the parties, by name or as "the agency"."""
    part = scene.view[start:stop]
    return OWN in part or bool(re.search(rf"\b{rules.macro('self')}\b", part, re.IGNORECASE))


def _dated(scene: Scene, at: int, rules: Rules, key: str) -> Found | None:
    hit = rules.pattern(key).match(scene.view[at : at + WINDOW])
    return scene.date_at(at + hit.end()) if hit else None


def _outside(scene: Scene, start: int, stop: int, rules: Rules) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """The parties between two places that the vocabulary does not know: governments, and others."""
    strangers: list[Named] = []
    outside: list[str] = []
    for at, to in _names(scene, start, stop, rules):
        name = _ARTICLE.sub("", scene.passage.text[at:to].strip(" ."))
        itself = re.fullmatch(rules.macro("self"), name, re.IGNORECASE)
        if itself or rules.pattern("name_generic").search(name) or _is_part(scene, at, to) or _opens(scene, at, name):
            continue
        if re.compile(rules.macro("of_party")).match(scene.view, to):
            continue  # an agency of a government that is named behind it, and stands for it
        if rules.pattern("name_governments").search(name):
            named = name_jurisdiction(name, rules)
            strangers.extend([named] if named.id and not named.known else [])
        elif len(name) > 2:
            outside.append(name)
    return tuple(strangers), tuple(outside)


def _names(scene: Scene, start: int, stop: int, rules: Rules) -> list[tuple[int, int]]:
    """Where capitalised names stand, and those of organisations that go on in small letters."""
    found = [hit.span() for hit in re.compile(rules.macro("organization")).finditer(scene.view, start, stop)]
    for hit in _OUTSIDE.finditer(scene.view, start, stop):
        if not any(at < hit.end() and hit.start() < to for at, to in found):
            found.append(hit.span())
    return sorted(found)


def _opens(scene: Scene, at: int, name: str) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    return name[1:].islower() and bool(_SENTENCE_START.search(scene.view[max(at - 8, 0) : at]))


def _is_part(scene: Scene, at: int, to: int) -> bool:
    """Whether a capitalised word belongs to a mention beside it."""
    mentions: list[Mention] = scene.named(at - 60, to + 60)
    return any(each.start <= at < each.end and scene.view[each.start] != OUTSIDE for each in mentions)
