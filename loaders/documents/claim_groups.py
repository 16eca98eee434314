"""Groups of claims that belong together: a new jurisdiction, a need, the themes that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.claims import Kind, Place, need_id
from graph.text import tidy
from graph.vocabulary import themes

if TYPE_CHECKING:
    from loaders.claims import Ledger
    from loaders.text.names import Named
    from loaders.text.passages import Passage


def introduce(ledger: Ledger, named: Named, place: Place, *, by: str | None) -> None:
    """What the document says of a jurisdiction that the vocabulary does not have; nothing of others."""
    if named.known or named.id is None:
        return
    rule = "name-of-a-jurisdiction"
    ledger.say("jurisdiction", named.id, "name", named.name, place, rule, by=by, in_language=True)
    if named.abbreviation:
        ledger.say("jurisdiction", named.id, "abbreviation", named.abbreviation, place, rule, by=by, in_language=True)
    level_rule = named.level_rule or "level-unknown"
    ledger.say("jurisdiction", named.id, "level", named.level, place, level_rule, by=by, stated=False)


def tell_need(
    ledger: Ledger,
    kind: str,
    passage: Passage,
    rule: str,
    *,
    by: str | None,
    reported_by: str | None,
    about: str | None,
) -> str:
    """A need in the words of the passage, by whom, and about which initiative; returns its identifier."""
    text, place = tidy(passage.text), passage.place()
    one = need_id(ledger.edition, by, text)
    ledger.say("need", one, "kind", kind, place, rule, by=reported_by)
    ledger.say("need", one, "text", text, place, rule, by=reported_by, in_language=True)
    if by:
        ledger.link("need", one, "by", by, place, rule, by=reported_by)
    if about:
        ledger.link("need", one, "initiative", about, place, rule, by=reported_by)
    return one


def tell_themes(
    ledger: Ledger, kind: Kind, subject: str, title: Passage | None, *rest: Passage, by: str | None
) -> set[tuple[int | None, int, int | None]]:
    """The themes that a title and the texts under it name, each once, inferred; returns the lines that name them."""
    told: dict[str, tuple[themes.Suggestion, Passage]] = {}
    passages: list[tuple[Passage | None, themes.Where]] = [(title, "title"), *((each, "summary") for each in rest)]
    for passage, where in passages:
        if passage is None or not passage.text:
            continue
        for found in themes.suggest(passage.text, ledger.language, where):
            before = told.get(found.theme)
            if before is None or (
                before[0].reason == themes.HINTED and where != "title"
            ):  # a text that names it is surer
                told[found.theme] = (found, passage)
    for theme, (found, passage) in told.items():
        place = passage.place(found.start, found.end)
        ledger.link(kind, subject, "theme", theme, place, found.reason, by=by, stated=False)
    return {line.key for _, passage in told.values() for line in passage.lines}
