"""Random readings: what several documents, of several editions and languages, say about a few jurisdictions.

Anyone may say anything about anything here: a council about a member's initiative, one member about another's. That is
more than documents do, and it is what a rule about who may see what has to stand.
"""

from __future__ import annotations

from hypothesis import strategies as st

from graph.claims import Approved, Place, Reading, ReadingSummary, initiative_id, need_id, partnership_id
from graph.dedupe.decisions import Decision
from graph.model import Unplaced
from graph.values import APPROVALS, approval_level
from tests.helpers.claim_writer import Writer

EDITIONS = ("2021-fall", "2022-winter")
JURISDICTIONS = ("CRA", "TBS", "CA-AB", "CA-ON", "CALGARY", "NEWTOWN")  # the vocabulary does not know the last
INITIATIVES = tuple(f"{who}/{slug}" for who in JURISDICTIONS[:3] for slug in ("digital-identity", "portal", "cyber"))
THEMES = ("digital-identity", "ai", "cybersecurity", "tree-planting", "gardening")  # nor the last two
TITLES = ("Digital identity", "Identité numérique", "Tree register", "Portal", "Cyber")
TEXTS = st.one_of(
    st.sampled_from(
        ["A portal for all", "Un portail pour tous", "<script>alert(1)</script>", "a:b", "{x} %s $1 \\ '\""]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)
DATES = ("2021", "2021-07", "2021-10-19", "2021-09/2021-11")
STATUSES = ("planned", "in-progress", "launched", "completed")


def _maybe(strategy):
    return st.none() | strategy


@st.composite
def documents(draw, languages=("en", "fr"), texts=TEXTS, most=3):
    """A list of readings, all with the same decisions on who may see which submission."""
    approvals = [
        Approved(jurisdiction=who, edition=edition, approval=draw(st.sampled_from(APPROVALS)))
        for who in ("council", *JURISDICTIONS)
        for edition in EDITIONS
    ]
    made = []
    for number in range(draw(st.integers(1, most))):
        writer = Writer(f"{number}.txt", draw(st.sampled_from(languages)), draw(st.sampled_from(EDITIONS)))
        for _ in range(draw(st.integers(1, 4))):
            draw(st.sampled_from(_PARTS))(draw, writer, texts)
        if draw(st.booleans()):  # a document may say several things in one line
            places = [Place(page=1, line=line // 3) for line in range(len(writer.claims))]
            draw(st.randoms(use_true_random=False)).shuffle(places)
            moved = zip(writer.claims, places, strict=True)
            writer.claims = [claim._replace(place=place) for claim, place in moved]
        if draw(st.booleans()):  # some of it is inferred, and some of that is likely but not sure
            kinds = (
                {},
                {},
                {"stated": False, "confidence": 0.5},
                {"stated": False, "confidence": 0.9, "proposed": True},
            )
            drawn = draw(st.lists(st.sampled_from(kinds), min_size=len(writer.claims), max_size=len(writer.claims)))
            writer.claims = [claim._replace(**kind) for claim, kind in zip(writer.claims, drawn, strict=True)]
        made.append(writer.reading(approvals=approvals))
    return made


def _draw_reporter(draw, *likely):
    return draw(st.sampled_from([*likely, *likely, None, *JURISDICTIONS[:3]]))


def _initiative(draw, writer, texts):
    lead = draw(st.sampled_from(JURISDICTIONS))
    subject = _initiative_id(draw)
    title = draw(st.sampled_from(TITLES) | texts)
    whole = draw(_maybe(st.sampled_from([initiative_id(one, TITLES[0]) for one in JURISDICTIONS[:3]])))
    facts = [
        ("kind", None, "component" if whole else "initiative", {}),
        ("title", None, title, {}),
        ("lead", lead, None, {}),
        *(("theme", theme, None, {}) for theme in draw(st.lists(st.sampled_from(THEMES), max_size=2, unique=True))),
        *([("part_of", whole, None, {})] if whole and whole != subject else []),
    ]
    if summary := draw(_maybe(texts)):
        facts.append(("summary", None, summary, {}))
    if status := draw(_maybe(st.sampled_from(STATUSES))):
        facts.append(("status", None, status, {}))
    if date := draw(_maybe(st.sampled_from(DATES))):
        facts.append(("date", None, date, {"qualifier": draw(st.sampled_from(["launch", "milestone"]))}))
    if external := draw(_maybe(texts)):
        facts.append(("external_partner", None, external, {}))
    for predicate, target, value, more in facts:
        stated = draw(st.booleans())
        writer.add_claim(
            "initiative", subject, predicate, target, value, by=_draw_reporter(draw, lead), stated=stated, **more
        )


def _initiative_id(draw):
    return initiative_id(draw(st.sampled_from(JURISDICTIONS[:4])), draw(st.sampled_from(TITLES)))


def _partnership(draw, writer, texts):
    about = _initiative_id(draw)
    members = draw(st.lists(st.sampled_from(JURISDICTIONS), min_size=2, max_size=3, unique=True))
    subject = partnership_id(about, frozenset(members))
    writer.add_claim("partnership", subject, "initiative", about, by=_draw_reporter(draw, members[0]))
    for member in members:
        role = draw(st.sampled_from(["lead", "partner"]))
        writer.add_claim("partnership", subject, "member", member, by=_draw_reporter(draw, members[0]), qualifier=role)
    if draw(st.booleans()):
        writer.add_claim(
            "partnership", subject, "theme", draw(st.sampled_from(THEMES)), by=_draw_reporter(draw, members[0])
        )
    if since := draw(_maybe(st.sampled_from(DATES))):
        writer.add_claim("partnership", subject, "since", value=since, by=_draw_reporter(draw, members[0]))


def _need(draw, writer, texts):
    text = draw(texts)
    by = draw(_maybe(st.sampled_from(JURISDICTIONS)))
    subject = need_id(writer.edition, by, text)
    for predicate, target, value in (
        ("kind", None, "ask" if by else "theme"),
        ("text", None, text),
        ("by", by, None),
        ("theme", draw(st.sampled_from(THEMES)), None),
        ("initiative", draw(_maybe(st.just(initiative_id("CRA", TITLES[0])))), None),
    ):
        if target or value:
            writer.add_claim("need", subject, predicate, target, value, by=_draw_reporter(draw, by))


def _council(draw, writer, texts):
    for jurisdiction in draw(st.lists(st.sampled_from(JURISDICTIONS), max_size=3, unique=True)):
        item = draw(st.sampled_from(["submitted", "missing"]))
        writer.add_claim("edition", writer.edition, item, jurisdiction, by=draw(st.sampled_from([None, jurisdiction])))
    if draw(st.booleans()):
        writer.add_claim("edition", writer.edition, "received", value=str(draw(st.integers(0, 20))))
        writer.add_claim("edition", writer.edition, "published", value="2022-02")
    for rank in draw(st.lists(st.integers(1, 4), max_size=2, unique=True)):
        writer.add_claim("edition", writer.edition, "priority", value=draw(texts), qualifier=str(rank))


def _described(draw, writer, texts):
    by = _draw_reporter(draw, "NEWTOWN")
    predicate, target, value, more = draw(
        st.sampled_from(
            [
                ("name", None, "New Town", {"language": "en"}),
                ("name", None, "Ville neuve", {"language": "fr"}),
                ("abbreviation", None, "NT", {"language": "en"}),
                ("level", None, "municipal", {}),
                ("code", None, "4801", {"qualifier": "statcan"}),
                ("part_of", "CA-ON", None, {}),
            ]
        )
    )
    writer.claims.append(_claim(writer, "jurisdiction", "NEWTOWN", predicate, target, value, by, more))
    predicate, target, value, more = draw(
        st.sampled_from(
            [
                ("label", None, "Trees", {"language": "en"}),
                ("label", None, "Arbres", {"language": "fr"}),
                ("alternative", None, "Forestry: trees", {"language": "en"}),
                ("broader", "gardening", None, {}),
                ("broader", "ai", None, {}),
                ("scheme", None, "priority", {}),
            ]
        )
    )
    writer.claims.append(_claim(writer, "theme", "tree-planting", predicate, target, value, by, more))


def _claim(writer, kind, subject, predicate, target, value, by, more):
    writer.add_claim(kind, subject, predicate, target, value, by=by)
    return writer.claims.pop()._replace(**more)


def _unplaced(draw, writer, texts):
    writer.unplaced.append(
        Unplaced(
            source=writer.source.id, page=1, line=draw(st.integers(1, 9)), text=draw(texts),
            reported_by=_draw_reporter(draw), edition=writer.edition,
        )
    )  # fmt: skip


_PARTS = (_initiative, _initiative, _initiative, _partnership, _need, _council, _described, _unplaced)


@st.composite
def fact_decisions(draw, about):
    """Decisions that a fact of an initiative is wrong, some with what is right."""
    kind, values = draw(
        st.sampled_from(
            (
                ("lead", JURISDICTIONS), ("partner", JURISDICTIONS), ("theme", THEMES), ("status", STATUSES),
                ("title", TITLES), ("initiative", TITLES),
                ("date", ("launch 2021-07", "milestone 2021", "launch 2021")),
                ("part_of", [initiative_id(one, TITLES[0]) for one in JURISDICTIONS[:3]]),
            )
        )
    )  # fmt: skip
    wrong, right = draw(st.lists(st.sampled_from(values), min_size=2, max_size=2, unique=True))
    to = right if kind != "initiative" and draw(st.booleans()) else ""
    return Decision(about, wrong, same=False, kind=kind, to=to, is_fact=True)


@st.composite
def decisions(draw):
    """Decisions that people may take about a graph: on pairs, themes, proposals and facts."""
    kind = draw(st.sampled_from(("initiative", "jurisdiction", "theme", "proposal", "partner", "fact", "fact", "fact")))
    about = draw(st.sampled_from(INITIATIVES))
    same = draw(st.booleans())
    match kind:
        case "initiative":
            return Decision(about, draw(st.sampled_from([one for one in INITIATIVES if one != about])), same)
        case "jurisdiction":
            one, other = draw(st.lists(st.sampled_from(JURISDICTIONS), min_size=2, max_size=2, unique=True))
            return Decision(one, other, same, "jurisdiction")
        case "theme":
            return Decision(about, draw(st.sampled_from(THEMES)), same, "theme")
        case "partner":
            return Decision(about, draw(st.sampled_from(JURISDICTIONS)), same, "partner", is_proposal=True)
        case "fact":
            return draw(fact_decisions(about))
        case _:
            return Decision(about, draw(st.sampled_from(TITLES)), same, "initiative", is_proposal=True)


def visible_to(readings: list[Reading], level: int) -> list[Reading]:
    """The readings as if what an audience may not see had never been said."""
    decided = {(a.jurisdiction, a.edition): approval_level(a.approval) for a in readings[0].approvals}

    def visible(item):
        return decided[item.reported_by or "council", item.edition] <= level

    return [
        Reading(
            reading.source,
            [c for c in reading.claims if visible(c)],
            [a for a in reading.approvals if approval_level(a.approval) <= level],
            ReadingSummary([u for u in reading.unplaced if visible(u)], reading.notes),
        )
        for reading in readings
    ]
