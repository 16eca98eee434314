"""Reads free text: what governments write when nobody asks for a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.claims import Note, Reading, ReadingSummary, note
from graph.errors import SourceError
from graph.model import Source, Unplaced
from loaders.claims import ClaimBuilder
from loaders.documents.claim_groups import introduce
from loaders.documents.prose.agreement_document import read_agreement
from loaders.documents.prose.candidate_selection import select_works
from loaders.documents.prose.claims import write_claims
from loaders.documents.prose.details.group_members import open_groups
from loaders.documents.prose.details.mentions import Mentions
from loaders.documents.prose.details.requests import find_requests, write_requests
from loaders.documents.prose.details.status import add_statuses
from loaders.documents.prose.details.summaries import add_summaries
from loaders.documents.prose.discourse.dates import add_date_of_name
from loaders.documents.prose.discourse.reader import Discourse
from loaders.documents.prose.discourse.salient_names import salient_names
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.learnt.chooser import ASSERTED, ASSERTED_IN_BRIEF, PAGE_WORDS, choose_names
from loaders.documents.prose.learnt.encoder.states import LaterStates
from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.roles import refine
from loaders.documents.prose.learnt.works import select_learnt, sure_names
from loaders.documents.prose.structure.document import read_structure
from loaders.layout.contacts import contacts_note, has_address
from loaders.layout.document import DocumentProperties
from loaders.text.passages import STOP

if TYPE_CHECKING:
    from loaders.base import File
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.chooser import Choice
    from loaders.documents.prose.structure.front import Front
    from loaders.documents.prose.structure.segments import Outline
    from loaders.layout.blocks import Block

MIN_WORDS: Final = 40  # of a document; one that is shorter tells the learnt model too little
SHORT_WORDS: Final = 120  # a document with fewer is short
MAX_ENCODED_WORDS: Final = 12_000  # some 30 pages; what the words of a longer document mean would take too long


def read_prose(blocks: Sequence[Block], file: File, properties: DocumentProperties | None = None) -> Reading:
    """All that free text states of pieces of work: who leads, who takes part, when.

    Raises:
        SourceError: no government or organisation does, plans, signs or asks anything in it.
    """
    properties = properties or DocumentProperties()
    document = read_structure(blocks, file, properties)
    known, words, front = document.rules, document.lexicon, document.front
    size = sum(len(each.split()) for each in document.texts)
    is_encoded = MIN_WORDS <= size <= MAX_ENCODED_WORDS
    states = LaterStates([each.text for each in document.outline.segments]) if is_encoded else None
    parties = {one.name for each in document.texts for one in find_parties(each, known, document.names)}
    salient = salient_names(document.texts, parties, words, front.headline)
    discourse = Discourse(document.outline, front, document.names, known, words, salient)
    recorded = properties.first("title")
    title = recorded.value if recorded else None
    if not read_agreement(discourse, title):
        discourse.read()
    works = select_works(discourse)
    if size >= MIN_WORDS:
        discourse, works = _read_again(discourse, works, title, states, size)
    open_groups(discourse, works)
    mentions = Mentions(discourse, works)
    add_summaries(discourse, works, mentions)
    for work in works:
        work.sentences = [*mentions.parts_of(work)]
    for work in works:
        if not work.is_component:
            add_date_of_name(work, front.date.value if front.date else None)
    add_statuses(discourse, works, mentions)
    requests = find_requests(discourse, mentions)
    if not works and not discourse.acts and not requests:
        raise SourceError(
            "{file} is text in which no known or named government or organisation does, plans, signs or asks anything.",
            file=file.name,
        )
    sender = front.sender.value if front.sender else None
    builder = ClaimBuilder(edition=front.edition, language=known.language, unique=True)
    if front.edition and front.date and front.date.place:
        date = front.date
        builder.add_value("edition", front.edition, "published", date.value, front.date.place, date.rule, by=sender)
    if front.sender and front.sender.named and front.sender.place:
        introduce(builder, front.sender.named, front.sender.place, by=sender)
    written = write_claims(builder, works, front, document.names.abbreviations())
    write_requests(builder, requests, written, discourse.headline, by=sender)
    source = Source(
        id=file.id, name=file.name, media_type=file.media_type, language=known.language, edition=front.edition
    )
    left = _unplaced(document.outline, discourse, builder, file, front)
    return Reading(source, builder.claims, remarks=ReadingSummary(left, _notes(front, document.outline)))


def _read_again(
    discourse: Discourse, works: list[Work], title: str | None, later: LaterStates | None, size: int
) -> tuple[Discourse, list[Work]]:
    """Read a document with the names that the learnt model chooses in it, and those that the rules have found."""
    asserted = [work for work in works if not work.is_proposed and not work.is_component]
    learnt = model()
    choices = choose_names(discourse, asserted, later, learnt)
    if not choices:
        return discourse, works
    least = min(ASSERTED_IN_BRIEF, _likeliest(discourse, choices)) if size < PAGE_WORDS else ASSERTED
    again = reread(discourse, choices, title, least)
    works = select_learnt(again, choices, least)
    refine(again, works, learnt, later.result() if later is not None else None, is_short=size < SHORT_WORDS)
    return again, works


def _likeliest(discourse: Discourse, choices: Sequence[Choice]) -> float:
    """How likely the likeliest name is that is not a party's, which a document of a page is surely about."""
    parties = {one.name for segment in discourse.outline.segments for one in discourse.named_parties(segment)}
    return max((each.probability for each in choices if each.candidate.name not in parties), default=ASSERTED_IN_BRIEF)


def reread(discourse: Discourse, choices: Sequence[Choice], title: str | None, least: float = ASSERTED) -> Discourse:
    """Read a document again, in which some names are known to be pieces of work, and sure from a likelihood on."""
    names = [*discourse.salient, *(name for choice in choices for name in choice.names)]
    again = Discourse(
        discourse.outline, discourse.front, discourse.names, discourse.rules, discourse.lexicon,
        list(dict.fromkeys(names)), sure_names(choices, least), found=discourse.found,
    )  # fmt: skip
    read_agreement(again, title)  # what its paragraphs say counts as well, of the names that are chosen
    again.read()
    again.acts = again.acts or discourse.acts
    return again


def _notes(front: Front, made: Outline) -> list[Note]:
    notes = []
    if front.date is None:
        notes.append(note("The document has no date; give it with --when."))
    if front.sender is None:
        notes.append(note("The document does not say who sends it; give it with --from."))
    elif front.sender.named is not None:
        notes.append(note("“{name}” is in no vocabulary; it is the sender under its own name ({id}).",
                          name=front.sender.named.name, id=front.sender.value))  # fmt: skip
    return [*notes, *contacts_note(made.removed)]


def _unplaced(made: Outline, discourse: Discourse, builder: ClaimBuilder, file: File, front: Front) -> list[Unplaced]:
    """The text of every segment that bears out no claim."""
    placed = {(claim.place.page, claim.place.line) for claim in builder.claims}
    left = []
    for place, segment in [(-1, each) for each in made.remarks] + list(enumerate(made.segments)):
        if place in discourse.used or (
            place >= 0 and any((line.page, line.number) in placed for line in segment.lines)
        ):
            continue
        text = " ".join(segment.text.replace(STOP, "").split())
        if has_address(text) or not any(map(str.isalnum, text)):
            continue
        first = segment.lines[0]
        left.append(
            Unplaced(
                source=file.id, page=first.page, line=first.number, text=text,
                reported_by=front.sender.value if front.sender else None, edition=front.edition,
            )
        )  # fmt: skip
    return left
