"""Groups of claims that belong together: a new jurisdiction, a need, the themes that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.claims import Kind, Place, need_id
from graph.text.strings import tidy
from graph.vocabulary import themes

if TYPE_CHECKING:
    from loaders.claims import ClaimBuilder
    from loaders.text.names import Named
    from loaders.text.passages import Passage

INFERRED_ASKER: Final = 0.7  # the confidence that who sends a document, or leads what it is about, asks for something
NAMED_AFTER: Final = 0.8  # the confidence that a public body named after a government is one of it


def introduce(
    builder: ClaimBuilder, named: Named, place: Place, *, by: str | None, proposed: bool = False
) -> None:  # fmt: skip
    """Add the claims about a jurisdiction that is not in the vocabulary."""
    if named.known or named.id is None:
        return
    rule, language = "name-of-a-jurisdiction", builder.language
    builder.add_value("jurisdiction", named.id, "name", named.name, place, rule, by=by, language=language,
                      proposed=proposed)  # fmt: skip
    if named.abbreviation:
        builder.add_value("jurisdiction", named.id, "abbreviation", named.abbreviation, place, rule, by=by,
                          language=language, proposed=proposed)  # fmt: skip
    level_rule = named.level_rule or "level-unknown"
    builder.add_value("jurisdiction", named.id, "level", named.level, place, level_rule, by=by, stated=False,
                      proposed=proposed)  # fmt: skip
    if named.part_of:
        builder.add_link("jurisdiction", named.id, "part_of", named.part_of, place, "named-after-its-government", by=by,
                         stated=False, confidence=NAMED_AFTER, proposed=proposed)  # fmt: skip


def add_need(
    builder: ClaimBuilder,
    kind: str,
    passage: Passage,
    rule: str,
    *,
    by: str | None,
    reported_by: str | None,
    about: str | None,
    inferred_by: str | None = None,
    proposed: bool = False,
) -> str:
    """A need in the words of the passage, by whom, and about which initiative; returns its identifier.

    `inferred_by` is the rule by which who asks is inferred, unless the words name it. The need itself is inferred then,
    since it is a need of whoever asks.
    """
    text, place = tidy(passage.text), passage.place()
    one = need_id(builder.edition or "", by, text)
    confidence, stated = INFERRED_ASKER if inferred_by else None, not (proposed or inferred_by)
    builder.add_value("need", one, "kind", kind, place, rule, by=reported_by, stated=stated, proposed=proposed,
                      confidence=confidence)  # fmt: skip
    builder.add_value("need", one, "text", text, place, rule, by=reported_by, language=builder.language,
                      stated=stated, proposed=proposed, confidence=confidence)  # fmt: skip
    if by:
        builder.add_link("need", one, "by", by, place, inferred_by or rule, by=reported_by, proposed=proposed,
                         stated=inferred_by is None, confidence=confidence)  # fmt: skip
    if about:
        builder.add_link("need", one, "initiative", about, place, rule, by=reported_by, proposed=proposed)
    return one


def add_themes(
    builder: ClaimBuilder, kind: Kind, subject: str, title: Passage | None, *rest: Passage, by: str | None
) -> set[tuple[int | None, int, int | None]]:
    """The themes that a title and the texts under it name, each once, inferred; returns the lines that name them."""
    suggested: dict[str, tuple[themes.Suggestion, Passage]] = {}
    passages: list[tuple[Passage | None, themes.Where]] = [(title, "title"), *((each, "summary") for each in rest)]
    for passage, where in passages:
        if passage is None or not passage.text:
            continue
        for found in themes.suggest(passage.text, builder.language, where):
            before = suggested.get(found.theme)
            if before is None or (
                before[0].reason == themes.HINTED and where != "title"
            ):  # a text that names it is surer
                suggested[found.theme] = (found, passage)
    for theme, (found, passage) in suggested.items():
        place = passage.place(found.start, found.end)
        builder.add_link(kind, subject, "theme", theme, place, found.reason, by=by, stated=False)
    return {line.key for _, passage in suggested.values() for line in passage.lines}
