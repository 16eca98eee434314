"""The reader of the file of a round: the members whose reports an edition expects; none of them reported, it says.

A report that comes in says otherwise, and prevails for those who may see it. So who is listed does not depend on who
reported, and the list shows nobody whose report is withheld.
"""

from __future__ import annotations

from typing import Final

from graph.claims import Place, Reading
from graph.dates.rounds import FORMAT, parse_round
from graph.errors import message
from graph.model import Source
from loaders.base import NEVER, File, Reader, Sample
from loaders.claims import ClaimBuilder

EXPECTED_RULE: Final = "expected-member"
_MARK: Final = f"format: {FORMAT}".encode()


class RoundReader(Reader):
    """The file of a round, as `accord round new` writes it."""

    name = message("round")
    reads = message("the members whose reports are expected for an edition, as “accord round new” writes them")
    media_type = "application/yaml"
    extensions = (".yaml",)
    guard_from = NEVER

    def accepts(self, sample: Sample) -> bool:
        """Text whose first lines say that it is a round."""
        return _MARK in sample.start[:200].splitlines()

    def is_sure_of(self, file: File) -> bool:  # noqa: ARG002
        """It says what it is."""
        return True

    def read(self, data: bytes, file: File) -> Reading:
        """One claim for each member: that it did not report."""
        text = data.decode("utf-8-sig", "replace")
        made = parse_round(text, file.name)
        builder = ClaimBuilder(rule=EXPECTED_RULE, edition=made.edition)
        lines = text.splitlines()
        for member in made.members:
            named = (n for n, line in enumerate(lines, start=1) if f" {member.jurisdiction}," in line)
            line = next(named, None)
            quote = lines[line - 1].strip() if line else member.jurisdiction
            place = Place(line=line, quote=quote)
            builder.add_link("edition", made.edition, "missing", member.jurisdiction, place, stated=False)
        source = Source(id=file.id, name=file.name, media_type=self.media_type, edition=made.edition)
        return Reading(source, builder.claims)
