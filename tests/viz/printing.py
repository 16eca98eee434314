"""A page on paper: what is printed, as a reader of a PDF file finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber

if TYPE_CHECKING:
    from pathlib import Path


def print_texts(page, button: str, path: Path, size: str) -> list[str]:
    """Print by a button of the dialog; returns the text of each page."""
    page.evaluate("window.print = () => {}")
    if page.locator("#saving").is_hidden():
        page.locator("#save").click()
    page.locator(button).click()
    page.pdf(path=path, format=size)
    with pdfplumber.open(path) as printed:
        return [each.extract_text() for each in printed.pages]
