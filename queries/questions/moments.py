"""Choose the moment of an answer: one about an edition uses only what was known then, and so does one for `--as-of`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.dates.editions import edition_key
from graph.errors import UnknownNameError, UsageError
from queries.questions.parameters import check_date, first_day, resolve_edition
from queries.questions.question import format_value
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.question import Question

AS_OF: Final = "as_of"  # a parameter of some questions; the others take it as well


def resolve_moment(view: View, typed: str) -> str:
    """Return the identifier of an edition, or the first day of a date (YYYY-MM-DD).

    Raises:
        UnknownNameError: it is neither; lists the latest editions.
    """
    try:
        return resolve_edition(view, typed, of_rounds=False)
    except UnknownNameError:
        try:
            return first_day(check_date(view, typed))
        except UsageError:
            pass
        raise


def view_as_of(view: View, typed: str | None) -> View:
    """Return a view of what was known at a typed moment, which `view` closes; the view itself if there is none.

    Raises:
        UnknownNameError: it is neither an edition nor a date.
    """
    return view if typed is None else view.as_of(resolve_moment(view, typed))


class Prepared(NamedTuple):
    """How a question is asked: of which view, with which parameters, and a note on what the answer leaves out."""

    view: View
    given: dict[str, Any]
    note: str


def prepare(view: View, question: Question, given: Mapping[str, object], as_of: str | None = None) -> Prepared:
    """Choose what a question is asked of: the given moment, else that of the editions it is about, else the view.

    Args:
        view: what the audience may see; it closes the chosen view.
        question: the question.
        given: parameters by name, as typed.
        as_of: an edition, "latest" or a date, as typed; a parameter `as_of` of the question stands for it.

    Raises:
        UnknownNameError: there is no such edition.
    """
    named: dict[str, Any] = dict(given)
    takes_day = any(parameter.name == AS_OF for parameter in question.parameters)
    if takes_day and as_of is None:
        as_of = named.get(AS_OF)
    editions = [p for p in question.parameters if p.type == "edition" and named.get(p.name) is not None]
    for one in editions:
        named[one.name] = resolve_edition(view, str(named[one.name]))
    if as_of is None:
        moment = max((named[one.name] for one in editions if one.moment), key=edition_key, default=None)
    else:
        moment = resolve_moment(view, as_of)
    if moment is None:
        return Prepared(view, named, "")
    known = [str(row["id"]) for row in fetch_rows(view, "matching/editions", {"as_of": None})]
    if takes_day:  # it also leaves out initiatives without an edition, by their first date
        named[AS_OF] = None if moment in known else moment
    return Prepared(view.as_of(moment), named, _note_moment(moment, known, view.language))


def _note_moment(moment: str, known: Sequence[str], language: str) -> str:
    """Return a note on what an answer leaves out; empty at the latest edition that the audience sees."""
    if moment not in known:
        day = format_value("date", moment, language)
        french = language == "fr"
        return f"D’après ce que l’on savait avant le {day}." if french else f"With what was known before {day}."
    if edition_key(moment) == max(map(edition_key, known)):
        return ""
    name = format_value("edition", moment, language)
    return {
        "en": f"With what was known at the edition {name}; --as-of latest also uses what came later.",
        "fr": f"D’après ce que l’on savait à l’édition «\u00a0{name}\u00a0»\u202f; --as-of latest tient compte aussi de"
        " la suite.",
    }[language]
