"""The explorer page as notebooks show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.text.atomic_file import write_atomically
from viz.markup import element

HEIGHT: Final = 720  # pixels


@dataclass(frozen=True, slots=True)
class Page:
    """The explorer page of a graph for one audience: the last expression of a notebook's cell shows it.

    `html` is the whole page, which loads nothing from elsewhere.
    """

    html: str = field(repr=False)
    audience: str

    def save(self, path: str | Path) -> None:
        """Write the page to a file."""
        write_atomically(Path(path), self.html.encode("utf-8"))

    def _repr_html_(self) -> str:
        """Return a frame that holds the page, and lets it run its own script but not reach the notebook."""
        return str(
            element(
                "iframe", srcdoc=self.html, sandbox="allow-scripts allow-downloads", width="100%", height=str(HEIGHT),
                style="border:1px solid #c4c8cc", title=f"Accord ({self.audience})",
            )
        )  # fmt: skip
