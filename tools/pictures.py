"""Make the pictures of the documents anew, from the page that `accord demo` writes.

python tools/pictures.py        needs the Chromium that the tests use
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
IMAGES: Final = ROOT / "docs" / "images"
# name: the address, the width of the window, the height of the picture (None: all of the page), and what else is set
PICTURES: Final[dict[str, tuple[str, int, int | None, dict[str, Any]]]] = {
    "page-en": ("", 1280, 1100, {}),
    "page-fr": ("#lang=fr", 1280, 1100, {}),
    "page-chosen": ("#jurisdiction=CA-ON&theme=digital-identity", 1280, 1100, {}),
    "page-compare": ("#jurisdiction=CA-ON&compare=CRA", 1280, 1100, {}),
    "page-dark": ("#theme=digital-identity", 1280, 900, {"color_scheme": "dark"}),
    "page-320": ("", 320, 1400, {}),
}
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars"]


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing. Install it from your system's packages (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run(
            [sys.executable, "-m", "accord", "demo", "--lang", "en"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        address = (Path(folder) / "accord-demo.html").as_uri()
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for name, (fragment, width, height, options) in PICTURES.items():
            _picture(browser, address + fragment, IMAGES / f"{name}.png", width, height, options)
        _printed(browser, address, IMAGES / "page-print.png")
        browser.close()
    for name in (*PICTURES, "page-print"):
        _lighter(IMAGES / f"{name}.png")


def _lighter(path: Path) -> None:
    """The picture in 256 colours, a third of the bytes: it is made of few."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def _picture(browser: Any, address: str, path: Path, width: int, height: int | None, options: dict[str, Any]) -> None:  # noqa: ANN401 (playwright is imported only where it is used)
    context = browser.new_context(viewport={"width": width, "height": height or 900}, **options)
    page = context.new_page()
    page.goto(address)
    while not page.evaluate("performance.getEntriesByName('accord-interactive').length"):
        page.wait_for_timeout(20)
    page.screenshot(path=path, full_page=height is None)
    context.close()


def _printed(browser: Any, address: str, path: Path) -> None:  # noqa: ANN401 (as above)
    """The first page of the briefing, on Letter paper."""
    context = browser.new_context(viewport={"width": 816, "height": 1056})
    page = context.new_page()
    page.goto(address)
    while not page.evaluate("performance.getEntriesByName('accord-interactive').length"):
        page.wait_for_timeout(20)
    page.emulate_media(media="print")
    page.screenshot(path=path)
    context.close()


if __name__ == "__main__":
    main()
