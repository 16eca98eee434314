"""Verdicts in words: what a statement says, and what the graph says of it, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text.yaml import load_yaml_file
from queries.questions.labels import read_labels, vocabulary_label
from queries.questions.question import Column, Question, format_value
from queries.questions.wording import (
    NameWithArticle,
    format_date,
    format_edition,
    format_of_edition,
    join_names,
    lower_first_letter,
)
from queries.verification.model import UNREAD, NamedParty

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.answer import Row
    from queries.verification.model import Finding
NOT_CHECKED: Final = "not checked"


@lru_cache(maxsize=1)
def load_wording() -> Mapping[str, Any]:
    """Return the content of `wording.yaml`."""
    loaded: Mapping[str, Any] = load_yaml_file(Path(__file__).parent / "wording.yaml")
    return loaded


@lru_cache(maxsize=1)
def verification_question() -> Question:
    """Return the question that a verification answers, with its columns, for outputs."""
    wording = load_wording()
    summary, empty = wording["summary"], wording["notes"]["nothing"]
    columns = tuple(Column(**column) for column in wording["columns"])
    return Question("verify", summary, summary, (), columns, (), (), empty, None)


@dataclass(slots=True)
class Renderer:
    """Writes verdicts in the language of a view."""

    view: View
    names: dict[str, str]

    @classmethod
    def of(cls, view: View, findings: Sequence[Finding]) -> Renderer:
        """Return one that knows the names of all that the verdicts speak of."""
        wanted = {one for each in findings for one in _identifiers(each)}
        labels = read_labels(view, wanted)
        return cls(
            view, {one: labels[one].name if one in labels else vocabulary_label(one, view.language) for one in wanted}
        )

    def row(self, finding: Finding) -> Row:
        """Return a verdict as a row of an answer; its evidence are numbers of claims."""
        statement = finding.statement
        checked = finding.verdict not in UNREAD
        return {
            "page": statement.passage.page,
            "line": statement.passage.line,
            "passage": statement.quote,
            "predicate": finding.predicate if checked else None,
            "statement": self._statement(finding) if checked else None,
            "initiative": finding.initiative,
            "title": finding.values.get("about") or None,
            "theme": finding.theme,
            "parties": [{"id": one.id, "name": one.name} for one in finding.parties],
            "value": statement.value,
            "kind": statement.kind,
            "negated": statement.negated,
            "verdict": finding.verdict,
            "explanation": self._explanation(finding),
            "edition": finding.edition,
            "coverage": [
                {"jurisdiction": party.id, "edition": finding.edition, "answer": state.replace("-", " ")}
                for state, party in finding.coverage
            ],
            "evidence": list(finding.evidence),
        }

    # --- Words

    def _fill(self, group: str, key: str, values: Mapping[str, object]) -> str:
        text: str = load_wording()[group][key][self.view.language].format(**values)
        return text[:1].upper() + text[1:] if group != "statements" else text

    def _word(self, key: str) -> str:
        word: str = load_wording()[key][self.view.language]
        return word

    def _name(self, party: object) -> str:
        if isinstance(party, NamedParty):
            return self.names.get(party.id, party.name) if party.id else party.name
        return self.names.get(str(party), str(party))

    def _in_sentence(self, party: object) -> NameWithArticle:
        """A party as the subject of a sentence, with its article."""
        name, language = self._name(party), self.view.language
        return NameWithArticle(lower_first_letter(name) if name.startswith("Gouvernement ") else name, language)

    def _list(self, names: Iterable[object] | None) -> str:
        """Names as a list in a sentence; "nobody" where there are none."""
        shown = [self._name(one) for one in dict.fromkeys(names or ())]
        return join_names(shown, self.view.language) if shown else self._word("nobody")

    def _statement(self, finding: Finding) -> str:
        statement, language = finding.statement, self.view.language
        about = finding.values.get("about") or (self._name(finding.theme) if finding.theme else "")
        about = about or (statement.about[0].text if statement.about else "")
        kind = format_value("date_kind", statement.kind, language) if statement.kind else self._word("any_date")
        value = statement.value or ""
        shown = format_date(value, language) if finding.predicate == "date" else format_value("status", value, language)
        party = self._list(finding.parties)
        denies_report = statement.negated and finding.predicate == "report"
        quoted = f"“{about}”" if language == "en" else f"«\u00a0{about}\u00a0»"
        values = {"about": quoted, "party": party, "value": shown, "kind": kind}
        made = self._fill("statements", "no-report" if denies_report else finding.predicate, values)
        return self._word("negation") + made if statement.negated and not denies_report else made

    def _explanation(self, finding: Finding) -> str:
        language = self.view.language
        values: dict[str, Any] = {**finding.values}
        edition = values.get("edition") or finding.edition
        latest = str(values.get("latest") or "")
        values["edition"] = format_edition(str(edition), language) if edition else ""
        values["latest"] = format_edition(latest, language)
        values["of_edition"] = format_of_edition(str(edition), language) if edition else ""
        values["of_latest"] = format_of_edition(latest, language)
        stated_in = values.get("stated_in") if "stated_in" in values else edition
        shown_in = format_edition(str(stated_in), language) if stated_in else ""
        values["when"] = self._word("when").format(edition=shown_in) if shown_in else ""
        known = values.get("known")
        if finding.reason in ("dates-are", "date-was"):
            values["value"] = format_date(str(finding.statement.value), language)
            values["known"] = "; ".join(self._date(kind, value) for kind, value in known or ())
            if finding.verdict != "supported":
                values["when"] = ""
        elif finding.reason in ("status-is", "status-was"):
            values["value"] = format_value("status", finding.statement.value, language)
            states = [str(format_value("status", one, language)) for one in dict.fromkeys(known or ())]
            values["known"] = join_names(states, language)
        elif isinstance(known, list):
            values["known"] = self._list(known)
        values["lead"] = self._list(values.get("lead"))
        values["party"] = self._in_sentence(values.get("party") or next(iter(finding.parties), ""))
        values["theme"] = self._name(finding.theme) if finding.theme else ""
        text = self._fill("reasons", finding.reason, values)
        extra = [
            self._fill("coverage", state, {**values, "party": self._in_sentence(party)})
            for state, party in finding.coverage
            if finding.edition
        ]
        return " ".join([text, *extra])

    def _date(self, kind: str | None, value: str | None) -> str:
        label = format_value("date_kind", kind, self.view.language) if kind else self._word("any_date")
        return f"{label} {format_date(value or '', self.view.language)}"


def _identifiers(finding: Finding) -> set[str]:
    """The identifiers of what a verdict speaks of."""
    found = {party.id for party in finding.parties if party.id}
    for key in ("known", "lead"):
        values = finding.values.get(key)
        if isinstance(values, list):
            found |= {one for one in values if isinstance(one, str)}
    return found | ({finding.theme} if finding.theme else set())
