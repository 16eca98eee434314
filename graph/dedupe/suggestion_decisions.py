"""What people decided about suggestions: entries of `decisions.yaml` next to the graph, applied to each answer.

    - id: 8eedceac
      suggestion: dismissed
      kind: answer
      members: [CA-ON, CA-BC]
      facts: {2024-spring/CA-ON/after-a-death: 1f2e3d4c, CA-BC/bereavement-pathway: 99aa00bb}
      reason: they met last year
      by: secretary
      date: 2024-05-02

`suggestion` is *dismissed*, *met* or *partners*. `facts` has a digest of what was known of each item then: a decision
holds until that changes. The latest decision on a suggestion counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.dedupe import decision_file
from graph.dedupe.decisions import SUGGESTION, is_about_suggestion
from graph.errors import StoreError

VERDICTS: Final = ("dismissed", "met", "partners")


@dataclass(frozen=True, slots=True)
class SuggestionDecision:
    """A decision about a suggestion; `facts` are digests of its items by identifier."""

    id: str
    verdict: str
    kind: str
    members: tuple[str, ...]
    facts: Mapping[str, str]
    reason: str = ""
    by: str = ""
    date: str = ""

    def holds_for(self, identifier: str, facts: Mapping[str, str]) -> bool:
        """Whether the decision holds for a suggestion, by its identifier and the digests of its items.

        It holds for the same suggestion with the same facts, and for one with some of its items only.
        """
        same = all(self.facts.get(item) == digest for item, digest in facts.items())
        return same and (identifier == self.id or len(facts) > 1)


def read_suggestion_decisions(path: Path) -> list[SuggestionDecision]:
    """Return the decisions on suggestions in a file of decisions, the latest last.

    Raises:
        StoreError: the file cannot be read, or an entry is malformed; names the entry.
    """
    items = enumerate(decision_file.read_entries(path), start=1)
    found = [_parse_decision(path, number, item) for number, item in items if is_about_suggestion(item)]
    return list({one.id: one for one in found}.values())


def add_suggestion_decision(path: Path, decision: SuggestionDecision) -> None:
    """Write a decision, in one step; it replaces an earlier one on the same suggestion."""
    entry: dict[str, object] = {
        "id": decision.id, SUGGESTION: decision.verdict, "kind": decision.kind, "members": list(decision.members),
        "facts": dict(decision.facts),
    }  # fmt: skip
    for name, text in (("reason", decision.reason), ("by", decision.by), ("date", decision.date)):
        if text:
            entry[name] = decision_file.to_one_line(text)
    text = _remove_entry(path, decision_file.read_text(path), decision.id)
    decision_file.write_text(path, decision_file.append_entries(text, [entry]))


def remove_suggestion_decision(path: Path, identifier: str) -> SuggestionDecision | None:
    """Remove the decision on a suggestion; return it, or None where there is none."""
    removed = next((one for one in read_suggestion_decisions(path) if one.id == identifier), None)
    if removed is not None:
        decision_file.write_text(path, _remove_entry(path, decision_file.read_text(path), identifier))
    return removed


def _remove_entry(path: Path, text: str, identifier: str) -> str:
    """Return the text of a file without the decision on a suggestion, if there is one."""

    def is_removed(_: int, item: Any) -> bool:  # noqa: ANN401 (what YAML holds)
        return is_about_suggestion(item) and str(item.get("id")) == identifier

    return decision_file.remove_entries(path, text, is_removed)


def _parse_decision(path: Path, number: int, item: Mapping[str, Any]) -> SuggestionDecision:
    members, facts = item.get("members"), item.get("facts")
    if item[SUGGESTION] not in VERDICTS or not isinstance(members, list) or not isinstance(facts, dict):
        raise StoreError(
            "{file}, decision {n}: on a suggestion, write “suggestion:” with one of {verdicts}, “members:” with a list"
            " and “facts:” with the items.",
            file=path, n=number, verdicts=", ".join(VERDICTS),
        )  # fmt: skip
    texts = (str(item.get(name) or "") for name in ("reason", "by", "date"))
    return SuggestionDecision(
        str(item.get("id")), item[SUGGESTION], str(item.get("kind")), tuple(map(str, members)),
        {str(one): str(digest) for one, digest in facts.items()}, *texts,
    )  # fmt: skip
