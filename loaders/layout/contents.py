"""Tables of contents in running text: lines whose end is a row of dots and a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from loaders.layout.blocks import Block, Grid
from loaders.layout.omissions import CONTENTS

if TYPE_CHECKING:
    from loaders.layout.omissions import LeftOut

MIN_ENTRIES: Final = 3
_ENTRY: Final = re.compile(r"\S.*?(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")


def omit_contents(blocks: Sequence[Block], left: LeftOut) -> list[Block]:
    """Return blocks without the entries of tables of contents, which `left` takes."""
    entries = {
        line.key
        for block in blocks if not isinstance(block, Grid)
        for line in block if _ENTRY.match(line.text)
    }  # fmt: skip
    if len(entries) < MIN_ENTRIES:
        return list(blocks)
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            made.append(block)
            continue
        for line in block:
            if line.key in entries:
                left.add(CONTENTS, line.text)
        made.append([line for line in block if line.key not in entries])
    return made
