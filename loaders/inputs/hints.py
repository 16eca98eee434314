"""Properties of a source given by a person (sender, date, edition, language, approval), checked and resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.claims import SourceHints
from graph.dates.editions import SEASON_BY_WORD, season_of_edition
from graph.dates.parse import parse_date
from graph.errors import UsageError
from graph.names.resolver import resolve
from graph.text.strings import fold, jurisdiction_slug, tidy
from graph.values import APPROVALS, LANGUAGES, MAX_IDENTIFIER_LENGTH, Approval

if TYPE_CHECKING:
    from collections.abc import Mapping

MIN_CONFIDENCE: Final = 0.8  # of a name's match; a looser one is not the sender's
_LANGUAGE_WORDS: Final = {"english": "en", "anglais": "en", "french": "fr", "francais": "fr"}
_APPROVAL_WORDS: Final = {
    **dict.fromkeys(("the public", "everyone", "le public", "tout le monde"), "public"),
    **dict.fromkeys(("the members", "the members of the council", "membres", "les membres", "membres du conseil",
                     "les membres du conseil"), "members"),
    **dict.fromkeys(("the secretariat", "the secretariat only", "secretariat only", "le secretariat",
                     "le secretariat seulement", "secretariat seulement"), "withheld"),
    "retenu": "withheld", "retenue": "withheld", "reserve au secretariat": "withheld",
    "non communique": "withheld", "non communiquee": "withheld",
}  # fmt: skip
_SEASON_WORDS: Final = re.compile(rf"(?P<season>{'|'.join(SEASON_BY_WORD)}) (?P<year>\d{{4}})")
_IDENTIFIER: Final = re.compile(rf"\S{{1,{MAX_IDENTIFIER_LENGTH}}}")


def parse_hints(typed: Mapping[str, str | None]) -> SourceHints:
    """Return hints from what a person typed for `sender`, `date`, `edition`, `language` and `approval`.

    Raises:
        UsageError: one of them is not understood.
    """
    given = {name: tidy(value) for name, value in typed.items() if value and value.strip()}
    sender, name = _sender(given["sender"]) if "sender" in given else (None, None)
    return SourceHints(
        sender=sender,
        sender_name=name,
        date=parse_date(given["date"]).edtf if "date" in given else None,
        edition=_edition(given["edition"]) if "edition" in given else None,
        language=_language(given["language"]) if "language" in given else None,
        approval=parse_approval(given["approval"]) if "approval" in given else None,
    )


def _sender(typed: str) -> tuple[str, str | None]:
    """Return the identifier of a jurisdiction, and its name where the vocabulary does not know it."""
    match = resolve(typed)
    if match.id and match.confidence >= MIN_CONFIDENCE:
        return match.id, None
    if match.how == "ambiguous":
        raise UsageError(
            "“{typed}” may mean several jurisdictions: {alternatives}. Give one of these identifiers.",
            typed=typed,
            alternatives=", ".join(match.alternatives),
        )
    if not any(char.isalpha() for char in typed):
        raise UsageError("“{typed}” is not the name of a jurisdiction.", typed=typed)
    return jurisdiction_slug(typed), typed


def _edition(typed: str) -> str:
    words = _SEASON_WORDS.fullmatch(fold(typed))
    edition = f"{words['year']}-{SEASON_BY_WORD[words['season']]}" if words else typed
    if found := season_of_edition(edition):
        return f"{found[0]}-{found[1]}"
    if not _IDENTIFIER.fullmatch(edition):
        raise UsageError("“{typed}” is not the name of an edition. Write it as 2022-winter.", typed=typed)
    return edition


def _language(typed: str) -> str:
    folded = fold(typed)
    language = _LANGUAGE_WORDS.get(folded, folded.partition("-")[0])
    if language not in LANGUAGES:
        raise UsageError("“{typed}” is not a language that Accord reads. Choose one of: {known}.",
                         typed=typed, known=", ".join(LANGUAGES))  # fmt: skip
    return language


def parse_approval(typed: str) -> Approval:
    """Return an approval from its identifier or its name in either language.

    Raises:
        UsageError: it is none.
    """
    folded = fold(typed)
    approval = _APPROVAL_WORDS.get(folded, folded)
    if approval not in APPROVALS:
        raise UsageError(
            "“{given}” is not a valid approval. Choose one of: {known}.", given=typed, known=", ".join(APPROVALS)
        )
    return approval
