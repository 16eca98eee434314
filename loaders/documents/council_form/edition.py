"""The edition that a document belongs to: its season, its date, how many reported and who did not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.claims import counting_note, note
from graph.dates.editions import SEASON_BY_WORD, season_of_month
from graph.dates.parse import DateMention, find_dates
from graph.errors import SourceError
from graph.text.strings import fold
from loaders.claims import ClaimBuilder
from loaders.documents.claim_groups import introduce
from loaders.text.names import name_jurisdiction, split_names
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from loaders.documents.council_form.context import DocumentContext
    from loaders.text.passages import Passage


TITLE_LINES: Final = 4


def read_edition(made: DocumentContext) -> None:
    """Open the builder with the edition and the date of a document.

    Raises:
        SourceError: it tells none.
    """
    published = _published(made)
    made_of = _season(made) or (published and _season_of_date(published[1])) or _titled(made)
    if not made_of:
        raise SourceError(
            "{file} gives neither its season nor its date. Give it a line such as “Winter 2022” or “February 2022” "
            "below its title.",
            file=made.file.name,
        )
    made.builder = ClaimBuilder(edition=made_of, language=made.rules.language, unique=True)
    if published:
        passage, date = published
        made.builder.add_value(
            "edition", made_of, "published", date.span.edtf, passage.place(date.at, date.to), "date-below-the-title"
        )


def _published(made: DocumentContext) -> tuple[Passage, DateMention] | None:
    """The date that a line on the first page is; a month or day within it, on a line of its own, is more exact.

    A line that goes on behind a comma ends the title, and names the edition in it.
    """
    first: tuple[Passage, DateMention] | None = None
    before = ""
    for line in made.sections.get("front"):
        goes_on = before.endswith(",") and not (line.after_gap or line.after_break)
        before = line.text.rstrip()
        if goes_on:
            continue
        passage = made.join([line])
        dates = find_dates(passage.text)
        if dates and len(dates[0].span.edtf) != 4 and dates[0].to - dates[0].at >= len(line.text.strip(" .()")) - 3:
            made.placed.add(line.key)
            if first is None or _is_within(dates[0], first[1]):
                first = passage, dates[0]
    return first


def _is_within(date: DateMention, other: DateMention) -> bool:
    return "/" in other.span.edtf and other.span.start <= date.span.start and date.span.end <= other.span.end


def _titled(made: DocumentContext) -> str | None:
    """The edition of the season or month that ends a line of the title: "Progress report, Fall 2023"."""
    for line in made.lines[:TITLE_LINES]:
        text = line.text.rstrip(" )")
        dates = find_dates(text)
        if dates and dates[-1].to == len(text) and (edition := _season_of_date(dates[-1])):
            return edition
    return None


def _season(made: DocumentContext) -> str | None:
    """The edition that the council's own words name most often."""
    counts: dict[str, int] = {}
    headings = [made.join([line]) for line in made.sections.headings]
    for passage in [*headings, *(passage for _, passage in made.prose())]:
        flat = straight(passage.text)
        for rule in made.rules.rules("edition"):
            for hit in rule.pattern.finditer(flat):
                edition = f"{hit['year']}-{SEASON_BY_WORD[fold(hit['season'])]}"
                counts[edition] = counts.get(edition, 0) + 1
    return max(counts, key=lambda edition: counts[edition], default=None)


def _season_of_date(date: DateMention) -> str | None:
    """The season a publication falls in; a season given as its months is that season."""
    year, _, month = date.span.end[:7].partition("-")
    if not month:
        return None
    named, season = season_of_month(int(year), int(month))
    return f"{named}-{season}"


def read_counts(made: DocumentContext) -> None:
    """Add the number of documents received, and the jurisdictions without one."""
    builder, edition = made.builder, made.builder.edition or ""
    received = False
    for _, passage in made.prose():
        flat = straight(passage.text)
        for rule in made.rules.rules("received"):
            if not received and (hit := rule.pattern.search(flat)):
                received = True
                count = str(_number(hit["count"], made.rules))
                builder.add_value("edition", edition, "received", count, passage.place(*hit.span()), rule.name)
                made.placed.update(line.key for line in passage.lines)
        for rule in made.rules.rules("missing"):
            if hit := rule.pattern.search(flat):
                _missing(made, passage, hit, rule.name)
                break


def _number(text: str, language_rules: Rules) -> int:
    return int(text) if text.isdigit() else language_rules.numbers[text.casefold()]


def _missing(made: DocumentContext, passage: Passage, hit: re.Match[str], rule: str) -> None:
    groups = hit.groupdict()
    key = "names" if groups.get("names") else "names2"
    start, stop = hit.span(key)
    count = _number(groups["count"], made.rules) if groups.get("count") else None
    names = split_names(passage.text[start:stop], count, made.rules)
    made.placed.update(line.key for line in passage.lines)
    at = start
    for name in names:
        found = passage.text.find(name, at)
        at = found if found >= 0 else at
        place = passage.place(at, at + len(name))
        named = name_jurisdiction(name, made.rules)
        if named.id is None:
            made.notes.append(
                note(
                    "“{name}”, which did not submit, may mean {alternatives}.",
                    name=name,
                    alternatives=", ".join(named.alternatives),
                )
            )
            continue
        introduce(made.builder, named, place, by=None)
        made.builder.add_link("edition", made.builder.edition or "", "missing", named.id, place, rule)
    if count is not None and count != len(names):
        made.notes.append(
            counting_note(
                "According to the document {n} did not submit, but it names {named}.",
                "According to the document {n} did not submit, but it names {named}.",
                count,
                named=len(names),
            )
        )
