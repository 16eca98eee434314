"""Say of an empty answer about a jurisdiction whether it reported: not to report is not to do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from graph.dates.editions import edition_key
from queries.questions.labels import read_labels, vocabulary_label
from queries.questions.question import format_value
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.question import Question

ANSWER: Final = "answer"  # the column of questions whose rows say who did not report
_DID_NOT_REPORT: Final = {
    "en": "{name} shared no report ({editions}): what it does is not known.",
    "fr": "{name} n’a pas communiqué de rapport ({editions})\u00a0: on ne sait pas ce qui s’y fait.",
}
_NO_REPORT: Final = {
    "en": "The graph shows no report of {name}: what it does is not known.",
    "fr": "Le graphe ne montre aucun rapport de {name}\u00a0: on ne sait pas ce qui s’y fait.",
}


def note_missing_reports(view: View, question: Question, parameters: Mapping[str, object]) -> list[str]:
    """Return a note for each jurisdiction that an empty answer is about and of which the graph has no report.

    A report of the government that an organisation belongs to counts as its own. A graph in which nobody reports, such
    as an inventory, has no such notes.

    Args:
        view: what the audience may see.
        question: the question.
        parameters: its parameters, resolved; with an edition, only reports of that edition count.
    """
    if any(column.name == ANSWER for column in question.columns):
        return []
    asked = [str(parameters[p.name]) for p in question.parameters if p.type == "jurisdiction" and parameters[p.name]]
    editions = [parameters[p.name] for p in question.parameters if p.type == "edition"]
    notes = []
    for jurisdiction in asked:
        found = fetch_rows(view, "names/reports", {"jurisdiction": jurisdiction, "edition": (*editions, None)[0]})
        reports = [row for row in found if row["edition"] is not None]
        if not found or any(row["received"] for row in reports):
            continue
        labels = read_labels(view, [jurisdiction])
        name = labels[jurisdiction].name if jurisdiction in labels else vocabulary_label(jurisdiction, view.language)
        missing = sorted({str(row["edition"]) for row in reports}, key=edition_key)
        named = ", ".join(str(format_value("edition", one, view.language)) for one in missing)
        text = (_DID_NOT_REPORT if missing else _NO_REPORT)[view.language]
        notes.append(text.format(name=name, editions=named))
    return notes
