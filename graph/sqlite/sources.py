"""The sources of a graph file: find them by name or hash, delete them, and replace them by corrected versions.

The rows of a source are numbered within it (`graph.values.source_numbers`), so that the others keep their numbers when
it is deleted or replaced: what is derived from them does not change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from graph.errors import UnknownNameError
from graph.sqlite.approvals import has_reported
from graph.values import DEFAULT_APPROVAL, SOURCE_BITS, source_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.claims import Reading
    from graph.sqlite.schema.driver import Connection

MIN_HASH_DIGITS: Final = 4  # of a hash that a source may be named by
SHOWN_HASH_DIGITS: Final = 8
TEMPLATE_RULE: Final = "template"  # of what a member entered in a template (`loaders.templates`)
MIN_ALIKE: Final = 0.8  # share of subjects of the same report in two formats
MIN_SHARED_SUBJECTS: Final = 0.5  # share of subjects that a corrected version of a document without an edition keeps
_BY_NAME: Final = "SELECT number, id, name FROM source WHERE name = ? ORDER BY number"
_BY_HASH: Final = "SELECT number, id, name FROM source WHERE id LIKE ? || '%' ORDER BY number"
_NAMESAKES: Final = """
SELECT number, id FROM source
WHERE name = :name AND edition IS :edition AND language IS :language AND id <> :id ORDER BY number DESC
"""
_OTHERS: Final = """
SELECT number, id, name FROM source
WHERE edition = :edition AND language IS :language AND id <> :id AND name <> :name ORDER BY number DESC
"""
_TEMPLATES: Final = f"""
SELECT s.number, s.id, s.name FROM source AS s
WHERE s.edition = :edition AND s.language IS :language AND s.id <> :id AND EXISTS (
    SELECT 1 FROM mention AS m
    WHERE m.edition = :edition AND m.reported_by = :who AND m.rule = :rule AND m.number >> {SOURCE_BITS} = s.number)
ORDER BY s.number DESC
"""
_REPORTERS: Final = """
SELECT DISTINCT reported_by FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT DISTINCT reported_by FROM unplaced WHERE number BETWEEN :first AND :last
UNION SELECT DISTINCT reported_by FROM proposed_claim WHERE number BETWEEN :first AND :last
"""
_SUBJECTS: Final = """
SELECT kind, subject FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT kind, subject FROM proposed_claim WHERE number BETWEEN :first AND :last
"""
_SUBMISSIONS: Final = """
SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM unplaced WHERE number BETWEEN :first AND :last
UNION SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM proposed_claim
    WHERE number BETWEEN :first AND :last
"""
_DELETE_DEFAULT: Final = "DELETE FROM approval WHERE jurisdiction = ? AND edition = ? AND approval = ?"
_DELETE_SOURCE: Final = (
    *(f"DELETE FROM {table} WHERE number BETWEEN :first AND :last"
      for table in ("detail", "mention", "proposed_claim", "place", "unplaced")),
    "DELETE FROM source WHERE number = :source",
)  # fmt: skip


def find_source(connection: Connection, typed: str) -> tuple[int, str, str]:
    """Return the number, hash and name of the source with a name, or with a hash that begins so.

    Raises:
        UnknownNameError: there is none, or there are several, which are suggested.
    """
    rows = connection.execute(_BY_NAME, (typed,)).fetchall()
    if not rows and len(typed) >= MIN_HASH_DIGITS and set(typed.lower()) <= set("0123456789abcdef"):
        rows = connection.execute(_BY_HASH, (typed.lower(),)).fetchall()
    if len(rows) == 1:
        number, identifier, name = rows[0]
        return int(number), str(identifier), str(name)
    if rows:
        raise UnknownNameError(
            "“{typed}” names {n} sources. Name one by the beginning of its hash; “accord source list” lists them.",
            tuple(format_source(identifier, name) for _, identifier, name in rows), typed=typed, n=len(rows),
        )  # fmt: skip
    every = connection.execute("SELECT id, name FROM source ORDER BY number").fetchall()
    raise UnknownNameError(
        "No source is called “{typed}”. “accord source list” lists them.", _similar_names(typed, every), typed=typed
    )


def _similar_names(typed: str, sources: list[tuple[str, str]]) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = {name: format_source(identifier, name) for identifier, name in sources}
    within = [name for name in names if typed and typed.casefold() in name.casefold()]
    return tuple(names[name] for name in dict.fromkeys([*within[:3], *get_close_matches(typed, names, n=3)]))


def format_source(identifier: str, name: str) -> str:
    """Format a source as its name and the beginning of its hash."""
    return f"{name} ({identifier[:SHOWN_HASH_DIGITS]})"


class Earlier(NamedTuple):
    """A source that another one may replace; `alike` says whether both tell of much the same."""

    number: int
    id: str
    name: str
    alike: bool = True


def find_earlier_version(connection: Connection, reading: Reading) -> Earlier | None:
    """Return the source that a reading corrects: same name, edition, language and reporters.

    Without an edition they must also share subjects, as unrelated files may have the same name, such as ``data.csv``.
    A template is known by its mark, whatever its name: it corrects that of the same member, edition and language.
    """
    source = reading.source
    asked = {"name": source.name, "edition": source.edition, "language": source.language, "id": source.id}
    others = source.edition and connection.execute(_OTHERS, asked).fetchall()
    if others and (filled_by := _filled_by(reading)):
        found = connection.execute(_TEMPLATES, {**asked, "who": filled_by, "rule": TEMPLATE_RULE}).fetchone()
        return Earlier(*found) if found else None
    namesakes = connection.execute(_NAMESAKES, asked).fetchall()
    if not namesakes:
        return None
    reporters = _reporters_of(reading)
    for number, identifier in namesakes:
        earlier_reporters = {row[0] for row in connection.execute(_REPORTERS, _range(number))}
        if earlier_reporters == reporters and (source.edition or _share_of_subjects(connection, number, reading)):
            return Earlier(int(number), str(identifier), source.name)
    return None


def find_same_report(connection: Connection, reading: Reading) -> Earlier | None:
    """Return another report of the same member for the same edition, in the same language; None for a template.

    That is a document of which all is reported by one member: the same report in another format, or a later one.
    """
    source = reading.source
    asked = {"name": source.name, "edition": source.edition, "language": source.language, "id": source.id}
    others = connection.execute(_OTHERS, asked).fetchall() if source.edition else []
    if not others or _filled_by(reading):
        return None
    reporters = _reporters_of(reading)
    if len(reporters) != 1 or None in reporters:
        return None
    for number, identifier, name in others:
        if {row[0] for row in connection.execute(_REPORTERS, _range(number))} == reporters:
            alike = _share_of_subjects(connection, number, reading, MIN_ALIKE)
            return Earlier(int(number), str(identifier), str(name), alike)
    return None


def _filled_by(reading: Reading) -> str | None:
    """Return the member that filled in a template; None for another document."""
    first = next(iter(reading.claims), None)
    return first.reported_by if first and first.rule == TEMPLATE_RULE and reading.source.edition else None


def report_of_template(reading: Reading) -> tuple[str, str | None, str | None] | None:
    """Return the member, edition and language of a template: the last of these counts; None for other documents."""
    who = _filled_by(reading)
    return (who, reading.source.edition, reading.source.language) if who else None


def _reporters_of(reading: Reading) -> set[str | None]:
    return {claim.reported_by for claim in reading.claims} | {text.reported_by for text in reading.unplaced}


def _share_of_subjects(
    connection: Connection, number: int, reading: Reading, least: float = MIN_SHARED_SUBJECTS
) -> bool:
    """Whether a reading and a source have at least a share of the subjects of the smaller one in common."""
    old = {(kind, subject) for kind, subject in connection.execute(_SUBJECTS, _range(number))}
    new = {(claim.kind, claim.subject) for claim in reading.claims}
    return len(old & new) >= least * min(len(old), len(new)) > 0


def _range(number: int) -> dict[str, int]:
    """Return the number of a source, and the first and last number of its rows, as parameters."""
    first, last = source_numbers(number)
    return {"source": number, "first": first, "last": last}


def count_claims(connection: Connection, number: int) -> int:
    """Count the claims of a source."""
    counted = "SELECT coalesce(sum(last - first + 1), 0) FROM mention WHERE number BETWEEN :first AND :last"
    return int(connection.execute(counted, _range(number)).fetchone()[0])


def delete_source(connection: Connection, number: int) -> set[tuple[str, str]]:
    """Delete a source and its claims; the approvals of its submissions stay.

    Returns:
        Its submissions, as (reporter, edition) as in the table `approval`.
    """
    submissions = set(connection.execute(_SUBMISSIONS, _range(number)).fetchall())
    for statement in _DELETE_SOURCE:
        connection.execute(statement, _range(number))
    return submissions


def delete_unused_defaults(connection: Connection, submissions: Iterable[tuple[str, str]]) -> None:
    """Delete the default approvals of those submissions that have no claims left.

    Other approvals stay: a submission that is loaded again is not shown to a wider audience than before.
    """
    connection.executemany(
        _DELETE_DEFAULT,
        ((who, edition, DEFAULT_APPROVAL) for who, edition in sorted(submissions)
         if not has_reported(connection, who, edition)),
    )  # fmt: skip
