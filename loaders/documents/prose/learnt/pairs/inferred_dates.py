"""When the work of a document is done, as far as that is learnt: dates with a confidence, and those that rules find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.agreement_document import IN_FORCE, MADE_ON
from loaders.documents.prose.discourse.dates import LABEL, NEAR_A_NAME, is_of_other_act
from loaders.documents.prose.discourse.tables import OF_THE_ROWS
from loaders.documents.prose.entities.dates import YEAR
from loaders.documents.prose.initiative_candidates import DateFact, is_of_label
from loaders.documents.prose.learnt.pairs.calendars import calendar_dates
from loaders.documents.prose.learnt.pairs.only_named import is_of_the_page
from loaders.documents.prose.learnt.pairs.places import nearest_place
from loaders.documents.prose.roles import is_about_other_work
from loaders.text.rules import DATE, straight

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.scene import Scene, Spot
    from loaders.documents.prose.lexicon import Lexicon

DATES: Final = 0.78  # from which the date of a document is inferred to be that of a piece of work
DATES_OF_THE_TEXT: Final = 0.68  # from which the likeliest other date is, if it has a month
YEARS_OF_THE_TEXT: Final = 0.75  # if it is a year
OTHER_DATES: Final = 0.9  # from which another one is, also where a rule infers it
DATES_BY_RULE: Final = 0.7  # from which it is where a rule infers it
DATES_NEAR_A_NAME: Final = 0.6  # from which one is that stands in a clause with a name, the likeliest or not
DATES_BY_RULE_IN_SHORT: Final = 0.2  # in a short document, of which little speaks for or against a date
ONLY_DATES: Final = 0.55  # from which the likeliest is, if the work has no other one: in a document of few works
FEW_WORKS: Final = 3
MAX_REFERENCE: Final = 4  # words of "the new pilot"
DATES_PROPOSED: Final = 0.6  # from which it is proposed
OF_THE_CALENDAR: Final = "date-of-the-calendar"
SURE_DATES: Final = frozenset({LABEL, MADE_ON, IN_FORCE, OF_THE_ROWS, OF_THE_CALENDAR})  # rules


def infer_dates(
    scene: Scene,
    works: Sequence[Work],
    days: Mapping[int, Mapping[str, float]],
    adjacent: Sequence[Mapping[str, float]],
    *,
    is_short: bool,
) -> None:
    """Infer when each work is; take away the dates that rules find and that are not likely.

    Args:
        scene: where the document names its dates and its pieces of work.
        works: the pieces of work; are changed.
        days: how likely each date is one of a piece of work, by the number of the work and the date.
        adjacent: the dates that stand next to a name of each piece of work, and how likely each must be to count.
        is_short: whether the document is short, so that more of the dates that rules find are kept.
    """
    for number, (edtf, spot) in calendar_dates(scene).items():
        where = spot.passage, spot.start, spot.end
        works[number].add_date(DateFact(edtf, "milestone", *where, OF_THE_CALENDAR, stated=False))
    by_rule = DATES_BY_RULE_IN_SHORT if is_short else DATES_BY_RULE
    for number, work in enumerate(works):
        found = days.get(number, {})
        front = scene.discourse.front.announced_date
        own = front.value if front is not None else None
        likeliest = _likeliest_dates(found, own)
        for edtf, likely in found.items():
            least = by_rule, adjacent[number].get(edtf, _least_of(edtf, own))
            if edtf not in likeliest:
                least = (by_rule if is_short else OTHER_DATES), OTHER_DATES
            _set_date(work, edtf, likely, scene, number, least)
    if sum(not work.is_proposed for work in works) <= FEW_WORKS:
        for number, work in enumerate(works):
            _add_only_date(work, days.get(number, {}), scene, number, is_short=is_short)


def _add_only_date(work: Work, likely: Mapping[str, float], scene: Scene, number: int, *, is_short: bool) -> None:
    """Add the likeliest date to a piece of work that has none; a year alone in a short document only."""
    edtf = max(likely, key=lambda each: (likely[each], each), default=None)
    if edtf is None or work.dates or not scene.dates.get(edtf) or (len(edtf) == YEAR and not is_short):
        return
    if likely[edtf] >= ONLY_DATES:
        work.proposed_dates = [fact for fact in work.proposed_dates if fact.edtf != edtf]
        _set_date(work, edtf, likely[edtf], scene, number, (ONLY_DATES, ONLY_DATES))


def _least_of(edtf: str, own: str | None) -> float:
    """From which likelihood a date is inferred that is the likeliest, and next to no name: one in the text, sooner."""
    if edtf == own:
        return DATES
    return YEARS_OF_THE_TEXT if len(edtf) == YEAR else DATES_OF_THE_TEXT


def is_of_other_acts(scene: Scene, number: int, edtf: str) -> bool:
    """Whether each place of a date is that of a gazette, a law, a preamble, or a recital that does not name the work.

    "Journal officiel du 2 mars 2007" is when a text was published, "Recalling the Convention of 5 October 1957" names
    an earlier one.
    """
    lexicon, segments = scene.discourse.lexicon, scene.discourse.outline.segments
    preamble = scene.discourse.preamble

    def is_of_another(spot: Spot) -> bool:
        text = straight(segments[spot.segment].text)
        if lexicon.regex("published_in").search(text, spot.sentence[0], spot.start):
            return True
        if preamble is not None and preamble.recalls(spot.segment, spot.start):
            return True
        if _is_of_a_law(scene, number, spot):
            return True
        return not scene.is_named_in(number, spot.segment) and lexicon.regex("recital").match(text) is not None

    spots = scene.dates.get(edtf, ())
    return bool(spots) and all(map(is_of_another, spots))


def _is_of_a_law(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether a date is that of a law, and the piece of work is none: "the 2019 Harbour Act", « loi du 7 août »."""
    lexicon, text = scene.discourse.lexicon, straight(scene.discourse.outline.segments[spot.segment].text)
    if lexicon.regex("law").search(scene.works[number].title):
        return False
    before = lexicon.regex("law_before_date").search(text, spot.sentence[0], spot.start)
    return before is not None or lexicon.regex("law_behind_date").match(text, spot.end) is not None


def is_of_something_else(scene: Scene, number: int, edtf: str) -> bool:
    """Whether each place of a date says when something else was: the page, a law, a study, similar work, a meeting."""
    spots = scene.dates.get(edtf, ())
    return bool(spots) and all(
        is_of_the_page(scene, number, one) or _dates_another(scene, number, one) for one in spots
    )


def _dates_another(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether a sentence that does not name the piece of work says so of a date."""
    if scene.is_named_in(number, spot.segment, spot.sentence):
        return False
    text = straight(scene.discourse.outline.segments[spot.segment].text)
    lexicon, work = scene.discourse.lexicon, scene.works[number]
    view = text[: spot.start] + DATE * (spot.end - spot.start) + text[spot.end :]
    if is_about_other_work(lexicon, text, *spot.sentence) or is_of_other_act(view, spot.start, *spot.sentence, lexicon):
        return True
    if _is_earlier(text[slice(*spot.sentence)], lexicon) or _is_of_a_thing(
        text[spot.sentence[0] : spot.start], lexicon
    ):
        return True
    name = work.passage.text[work.start : work.end].casefold()  # "the study" is the work where that is a study
    hits = lexicon.regex("dates_another").finditer(text, *spot.sentence)
    return any(hit.group().casefold() not in name for hit in hits)


def _is_earlier(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says what had been done before, and not to "it" or "the project"."""
    return not _refers(sentence, lexicon) and lexicon.regex("earlier_act").search(sentence) is not None


def _is_of_a_thing(before: str, lexicon: Lexicon) -> bool:
    """Whether a date is that of a thing that a sentence names in front of it: "the Quay Deal, signed in 2018"."""
    hit = lexicon.regex("apposition").search(before.lstrip(" *•-"))
    if hit is None or lexicon.regex("work_or_part").search(hit["what"]):
        return False
    is_reference = len(hit["what"].split()) <= MAX_REFERENCE and _refers(hit["what"], lexicon)
    return not is_reference


def _refers(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has "it" in front, or "the project"."""
    return any(lexicon.regex(name).search(text) for name in ("pronoun", "about_it"))


def _likeliest_dates(likely: Mapping[str, float], own: str | None) -> set[str]:
    """The likeliest date of a piece of work, and the likeliest that is not the document's own."""
    among = ([*likely], [edtf for edtf in likely if edtf != own])
    return {max(each, key=lambda edtf: (likely[edtf], edtf)) for each in among if each}


def _set_date(work: Work, edtf: str, likely: float, scene: Scene, number: int, least: tuple[float, float]) -> None:
    """Take away a date that rules find and is not likely, but no label's; add one that is likely, or propose it.

    The date of the document itself is added to no work that has another one.

    Args:
        work: the piece of work; is changed.
        edtf: the date.
        likely: how likely it is one of its dates.
        scene: where the document names them.
        number: that of the piece of work.
        least: how likely a date has to be that rules find, and one that they do not find.
    """
    rules = {fact.rule for fact in work.dates if fact.edtf == edtf}
    by_rule, without_rule = least
    is_certain = any(rule in SURE_DATES or is_of_label(work, rule) for rule in rules)
    if NEAR_A_NAME in rules:
        by_rule = min(by_rule, DATES_NEAR_A_NAME)
    if rules and (likely >= min(by_rule, without_rule) or is_certain):
        return
    kind = next((fact.kind for fact in [*work.dates, *work.likely_dates] if fact.edtf == edtf), "milestone")
    work.dates = [fact for fact in work.dates if fact.edtf != edtf]
    is_sure, front = likely >= without_rule, scene.discourse.front.announced_date
    is_front = bool(work.dates) and front is not None and edtf == front.value
    is_unlikely = not is_sure and (likely < DATES_PROPOSED or work.is_proposed)
    if is_unlikely or edtf not in scene.dates or is_front:
        return
    spots = scene.dates[edtf]
    spot = nearest_place(scene, number, spots) if spots else scene.names[number][0]
    place = front.place if front is not None and not spots else None
    fact = DateFact(edtf, kind, spot.passage, spot.start, spot.end, "learnt-date", stated=False, front=place)
    (work.dates if is_sure else work.proposed_dates).append(fact)
