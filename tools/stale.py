"""Write documents that are made from the code, or say which of them are out of date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


def write_stale(made: Mapping[Path, str], *, check: bool) -> int:
    """Write the documents that differ from what they should be, and list them.

    Args:
        made: what each document should hold.
        check: only list them.

    Returns:
        The exit code: 1 if some are out of date and stay so.
    """
    stale = {path: text for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        print(f"{path.relative_to(ROOT)}: {'out of date; run `make reference`' if check else 'written'}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0
